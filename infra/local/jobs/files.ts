import { constants } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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

const failed =
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
  readFile(file).catch(failed('file_not_read', file, language));

/** Writes a file that somebody named. Throws `JobFailed`. */
export const writeNamed = (file: string, bytes: Uint8Array, language: Language): Promise<void> =>
  writeFile(file, bytes).catch(failed('file_not_written', file, language));

/** Makes sure, before any work is done, that there is a folder to write a file into. Throws `JobFailed`. */
export const folderOfNamed = (file: string, language: Language): Promise<void> =>
  access(dirname(file), constants.W_OK).catch(failed('file_not_written', file, language));
