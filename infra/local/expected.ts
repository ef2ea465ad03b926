import { Busy } from '../../shared/table/faults.ts';
import { EngineMissing } from './engine.ts';
import { SettingWrong } from './environment.ts';
import { JobFailed } from './jobs/failure.ts';

/** Whether an error says in a sentence what is wrong and what to do, so that where it was thrown is of no use. */
export const isExpected = (error: unknown): error is Error =>
  [EngineMissing, SettingWrong, JobFailed, Busy].some((kind) => error instanceof kind);

const BUSY =
  '数据库没有应答，请检查 DYNAMODB_ENDPOINT 后重试 / the table does not answer: check DYNAMODB_ENDPOINT and try again';

export const sentenceOf = (error: Error): string => (error instanceof Busy ? BUSY : error.message);
