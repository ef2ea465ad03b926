import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { type Language, sentence } from '../../../shared/text/render.ts';
import { JobError } from './failure.ts';

/** What the system says of a file, in words. */
const FILE_ERROR_TEXT: Readonly<Record<string, keyof typeof JOB_TEXT>> = {
  ENOENT: 'file_missing',
  ENOTDIR: 'file_missing',
  EISDIR: 'file_is_folder',
  EACCES: 'file_forbidden',
  EPERM: 'file_forbidden',
};

const throwFileError =
  (text: 'file_not_read' | 'file_not_written', file: string, language: Language) =>
  (error: NodeJS.ErrnoException): never => {
    const why = FILE_ERROR_TEXT[error.code ?? ''];
    throw new JobError(
      sentence(JOB_TEXT[text], language, {
        file,
        why: why ? JOB_TEXT[why][language] : (error.code ?? error.message),
      }),
    );
  };

/** Reads a file that somebody named. Throws `JobFailed`. */
export const readUserFile = (file: string, language: Language): Promise<Uint8Array> =>
  readFile(file).catch(throwFileError('file_not_read', file, language));

/** What becomes of an error in writing a file that somebody named: throws `JobFailed`. */
export const throwNotWritten = (file: string, language: Language) =>
  throwFileError('file_not_written', file, language);

/** Writes a file that somebody named. Throws `JobFailed`. */
export const writeUserFile = (file: string, bytes: Uint8Array, language: Language): Promise<void> =>
  writeFile(file, bytes).catch(throwFileError('file_not_written', file, language));

/** Makes sure, before any work is done, that there is a folder to write a file into. Throws `JobFailed`. */
export const requireFolderOf = (file: string, language: Language): Promise<void> =>
  access(dirname(file), constants.W_OK).catch(throwFileError('file_not_written', file, language));

/** Refuses to write over a file that holds something: what somebody has filled in is not for a job to take away. */
export async function requireNewFile(file: string, language: Language): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 0) throw new JobError(sentence(JOB_TEXT.file_exists, language, { file }));
}

/** Refuses to write into the very file that is read. */
export function requireOtherFile(read: string, written: string, language: Language): void {
  if (resolve(read) === resolve(written)) {
    throw new JobError(sentence(JOB_TEXT.file_exists, language, { file: written }));
  }
}
