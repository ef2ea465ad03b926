import { Busy } from '../../shared/faults.ts';
import { IdentitySettingWrong } from '../../shared/identity/settings.ts';
import { SecretWrong } from '../../shared/secrets/keys.ts';
import { EngineMissing } from './engine.ts';
import { SettingWrong } from './environment.ts';
import { JobFailed } from './jobs/failure.ts';

const BUSY =
  '数据库没有应答，请检查 DYNAMODB_ENDPOINT 后重试 / the table does not answer: check DYNAMODB_ENDPOINT and try again';

/** Errors that say in a sentence what is wrong and what to do, so that where they were thrown is of no use. */
const EXPECTED = [EngineMissing, SettingWrong, SecretWrong, IdentitySettingWrong, JobFailed];

/** What whoever sits at the terminal is told of an error that ended their command. */
export const describeFailure = (thrown: unknown): string => {
  const error = Busy.from(thrown);
  if (error instanceof Busy) return BUSY;
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
};
