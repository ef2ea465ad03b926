import { Busy } from '../../shared/faults.ts';
import { IdentitySettingWrong } from '../../shared/identity/settings.ts';
import { AreasUnavailable } from '../../shared/load-areas.ts';
import { NoPersonKey, SecretWrong } from '../../shared/secrets/keys.ts';
import { WrongPersonKey } from '../../shared/table/record/person-key.ts';
import { EngineMissing } from './engine.ts';
import { SettingWrong } from './environment.ts';
import { JobError } from './jobs/failure.ts';

const BUSY =
  '数据库没有应答，请检查 DYNAMODB_ENDPOINT 后重试 / the table does not answer: check DYNAMODB_ENDPOINT and try again';

const NO_CREDENTIALS =
  '没有可用的 AWS 凭证：请先登录（aws sso login）或设置 AWS_PROFILE / there are no valid AWS credentials: sign in (aws sso login) or set AWS_PROFILE';

const NO_REGION = '未指明 AWS 地域：请设置 AWS_REGION / the AWS region is missing: set AWS_REGION';

/** The names under which the SDK and AWS reject credentials, or find none. */
const CREDENTIAL_ERRORS =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|MissingAuthenticationTokenException)$/;

/** Errors whose message is a sentence for the user, so that no stack is printed. */
const EXPECTED = [
  AreasUnavailable,
  EngineMissing,
  SettingWrong,
  SecretWrong,
  NoPersonKey,
  WrongPersonKey,
  IdentitySettingWrong,
  JobError,
];

/** The sentence for an error of AWS that the user can mend; undefined for any other error. */
function describeAwsError({ name, message }: Error): string | undefined {
  if (message === 'Region is missing') return NO_REGION;
  if (CREDENTIAL_ERRORS.test(name)) return NO_CREDENTIALS;
  if (name !== 'AccessDeniedException') return undefined;
  return `AWS 拒绝访问，凭证缺少权限 / AWS denies access, the credentials lack a permission: ${message}`;
}

/** Describes, for the terminal, the error that ended a command. */
export function describeFailure(thrown: unknown): string {
  const error = Busy.from(thrown);
  if (error instanceof Busy) return BUSY;
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  return describeAwsError(error) ?? error.stack ?? error.message;
}
