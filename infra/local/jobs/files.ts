import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { type Language, sentence } from '../../../shared/text/render.ts';
import { JobError } from './failure.ts';

/** The text for each error code of the file system. */
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

/** Reads a file that the user named. Throws `JobError`. */
export const readUserFile = (file: string, language: Language): Promise<Uint8Array> =>
  readFile(file).catch(throwFileError('file_not_read', file, language));

/** Returns a handler that converts an error of writing to a `JobError`. */
export const throwNotWritten = (file: string, language: Language) =>
  throwFileError('file_not_written', file, language);

/** Writes a file that the user named. Throws `JobError`. */
export const writeUserFile = (file: string, bytes: Uint8Array, language: Language): Promise<void> =>
  writeFile(file, bytes).catch(throwFileError('file_not_written', file, language));

/** Checks, before a job does any work, that the folder of a file can be written. Throws `JobError`. */
export const requireFolderOf = (file: string, language: Language): Promise<void> =>
  access(dirname(file), constants.W_OK).catch(throwFileError('file_not_written', file, language));

/** Checks that a file does not exist or is empty, so that nobody's work is overwritten. Throws `JobError`. */
export async function requireNewFile(file: string, language: Language): Promise<void> {
  const size = await stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > 0) throw new JobError(sentence(JOB_TEXT.file_exists, language, { file }));
}

/** Checks that a job does not write the file that it reads. Throws `JobError`. */
export function requireOtherFile(input: string, output: string, language: Language): void {
  if (resolve(input) === resolve(output)) {
    throw new JobError(sentence(JOB_TEXT.file_exists, language, { file: output }));
  }
}
