import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { type Language, sentence } from '../../../shared/text/render.ts';
import { JobFailed } from './failure.ts';

/** What the system says of a file, in words. */
const WHY: Readonly<Record<string, keyof typeof JOB_TEXT>> = {
  ENOENT: 'file_missing',
  ENOTDIR: 'file_missing',
  EISDIR: 'file_is_folder',
  EACCES: 'file_forbidden',
  EPERM: 'file_forbidden',
};

const fileFailure =
  (text: 'file_not_read' | 'file_not_written', file: string, language: Language) =>
  (error: NodeJS.ErrnoException): never => {
    const why = WHY[error.code ?? ''];
    throw new JobFailed(
      sentence(JOB_TEXT[text], language, {
        file,
        why: why ? JOB_TEXT[why][language] : (error.code ?? error.message),
      }),
    );
  };

/** Reads a file that somebody named. Throws `JobFailed`. */
export const readNamed = (file: string, language: Language): Promise<Uint8Array> =>
  readFile(file).catch(fileFailure('file_not_read', file, language));

/** What becomes of an error in writing a file that somebody named: throws `JobFailed`. */
export const notWritten = (file: string, language: Language) =>
  fileFailure('file_not_written', file, language);

/** Writes a file that somebody named. Throws `JobFailed`. */
export const writeNamed = (file: string, bytes: Uint8Array, language: Language): Promise<void> =>
  writeFile(file, bytes).catch(fileFailure('file_not_written', file, language));

/** Makes sure, before any work is done, that there is a folder to write a file into. Throws `JobFailed`. */
export const folderOfNamed = (file: string, language: Language): Promise<void> =>
  access(dirname(file), constants.W_OK).catch(fileFailure('file_not_written', file, language));

/** Refuses to write over a file that holds something: what somebody has filled in is not for a job to take away. */
export async function emptyOrNewNamed(file: string, language: Language): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 0) throw new JobFailed(sentence(JOB_TEXT.file_exists, language, { file }));
}

/** Refuses to write into the very file that is read. */
export function notTheSame(read: string, written: string, language: Language): void {
  if (resolve(read) === resolve(written)) {
    throw new JobFailed(sentence(JOB_TEXT.file_exists, language, { file: written }));
  }
}
