import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { LOG_FOLDER } from './log-search/keep.ts';
import { searched } from './log-search/personal.ts';

/** Whether everything is run; of some files, or of some tests, there may be no log at all. */
const isWhole = async (project: TestProject): Promise<boolean> => {
  const { testFiles } = await project.globTestFiles();
  const ran = project.vitest.state.getTestModules().length;
  return ran === testFiles.length && !project.config.testNamePattern;
};

/** Has a run collect what is logged; afterwards searches it for personal data, which fails the run. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'houfu-logs-'));
  process.env[LOG_FOLDER] = folder;
  return async () => {
    const files = await readdir(folder);
    const logs = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    await rm(folder, { recursive: true });
    const { lines, personal } = searched(logs);
    process.stdout.write(`\nlogs: ${lines} lines searched for personal data, ${personal.length} found\n`);
    const isMissing = lines === 0 && (await isWhole(project));
    // What a teardown throws is printed, and forgotten.
    if (personal.length > 0 || isMissing) process.exitCode = 1;
    if (personal.length > 0) throw new Error(`personal data in logs:\n${personal.slice(0, 20).join('\n')}`);
    if (isMissing) throw new Error('the whole run left no log to search');
  };
};
