import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Areas } from '../../shared/domain/areas/areas.ts';
import { DEFAULT_PREFECTURES, PrefectureCodes } from '../../shared/domain/areas/prefecture.ts';
import { loadAreas } from '../../shared/load-areas.ts';
import { Base64Key } from '../../shared/secrets/keys.ts';
import { isLoopback } from '../../shared/table/store/endpoint.ts';

/** As `DYNAMODB_ENDPOINT`: the endpoint, region and credentials that the SDK resolves by itself. */
const AWS = 'aws';

/** The table's default name, for engines on this machine alone. */
const LOCAL_TABLE = 'houfu';

const AREAS_FOLDER = fileURLToPath(new URL('../../areas', import.meta.url));

const Environment = z.object({
  /** Folder of the local state. */
  HOUFU_DATA: z.string().min(1).default('.houfu'),
  HOUFU_TABLE: z.string().min(3).optional(),
  /** The codes of the configured prefectures, separated by commas. */
  HOUFU_AREAS: PrefectureCodes.default(DEFAULT_PREFECTURES),
  /** The folder of their data files. */
  HOUFU_AREAS_FOLDER: z.string().min(1).default(AREAS_FOLDER),
  /** AWS, DynamoDB Local or another endpoint in place of the embedded engine. */
  DYNAMODB_ENDPOINT: z.union([z.literal(AWS), z.url()]).optional(),
  /** The keys themselves, in place of the file in the data folder. */
  HOUFU_PERSON_KEY: Base64Key.optional(),
  HOUFU_PERSON_KEY_PREVIOUS: Base64Key.optional(),
  /** The secret in Secrets Manager that holds them, for jobs on a table in AWS. */
  HOUFU_SECRET_ARN: z.string().startsWith('arn:').optional(),
});

/** The settings of one machine. */
export interface Environment extends z.infer<typeof Environment> {
  readonly HOUFU_TABLE: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** The settings that only the server reads: a wrong one stops no job. */
const ServerEnvironment = Environment.extend({
  PORT: z.coerce.number().check(z.int()).min(0).max(65_535).default(3000),
  /** Not `HOST`: many shells set that to the name of the machine. */
  HOUFU_HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')]).default('127.0.0.1'),
  /** The issuer of accepted tokens; by default this machine's own, which gives anybody a token. */
  OIDC_ISSUER: z.string().optional(),
}).refine(({ HOUFU_HOST, OIDC_ISSUER }) => OIDC_ISSUER || LOOPBACK.has(HOUFU_HOST), {
  path: ['HOUFU_HOST'],
});
export interface ServerEnvironment extends z.infer<typeof ServerEnvironment> {
  readonly HOUFU_TABLE: string;
}

/** A setting is wrong; the message names it and its valid values. */
export class SettingWrong extends Error {
  override readonly name = 'SettingWrong';
}

const REMEDIES: Readonly<Record<string, string>> = {
  HOUFU_DATA: '文件夹路径 / the path of a folder',
  PORT: '0 到 65535 的整数 / a whole number from 0 to 65535',
  HOUFU_TABLE: '至少 3 个字符的表名 / a table name of at least 3 characters',
  HOUFU_AREAS:
    '地市代码（4 位），逗号分隔，如 / codes of prefectures, four digits each, with commas between: 5117,5303',
  HOUFU_AREAS_FOLDER: '文件夹路径 / the path of a folder',
  DYNAMODB_ENDPOINT: 'aws 或网址，如 / aws or a URL such as http://127.0.0.1:8000',
  HOUFU_HOST:
    '127.0.0.1、localhost、::1，设置 OIDC_ISSUER 后可为其他地址 / 127.0.0.1, localhost or ::1; another address only with an OIDC_ISSUER',
  HOUFU_PERSON_KEY: '32 字节的 base64 / 32 bytes in base 64',
  HOUFU_PERSON_KEY_PREVIOUS: '32 字节的 base64 / 32 bytes in base 64',
  HOUFU_SECRET_ARN: '密钥的 ARN，如 / the ARN of a secret, like arn:aws-cn:secretsmanager:…',
};

/** Settings whose value is never printed: a wrong one may be a key with a character lost. */
const SECRET: ReadonlySet<string> = new Set(['HOUFU_PERSON_KEY', 'HOUFU_PERSON_KEY_PREVIOUS']);

/** The error where only the previous key is set. */
export const previousKeyAlone = (): SettingWrong =>
  new SettingWrong(
    'HOUFU_PERSON_KEY_PREVIOUS: 还需要设置 HOUFU_PERSON_KEY / HOUFU_PERSON_KEY is to be set as well',
  );

type Variables = Readonly<Record<string, string | undefined>>;

/** Parses the variables; an empty one counts as absent. Throws `SettingWrong`. */
function parseVariables<T extends z.ZodType>(schema: T, variables: Variables): z.output<T> {
  const present = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  const setting = SECRET.has(name) ? name : `${name}=${variables[name]}`;
  throw new SettingWrong(`${setting}: ${REMEDIES[name]}`);
}

/** Returns the areas of the configured prefectures. Throws `AreasUnavailable` if one has no data file. */
export function localAreas({
  HOUFU_AREAS,
  HOUFU_AREAS_FOLDER,
}: Pick<Environment, 'HOUFU_AREAS' | 'HOUFU_AREAS_FOLDER'>): Areas {
  return loadAreas(HOUFU_AREAS_FOLDER, HOUFU_AREAS);
}

/** Whether the table is on this machine: only there may it be created, altered or have a default name. */
export const isOnThisMachine = ({ DYNAMODB_ENDPOINT }: Pick<Environment, 'DYNAMODB_ENDPOINT'>): boolean =>
  DYNAMODB_ENDPOINT === undefined || (DYNAMODB_ENDPOINT !== AWS && isLoopback(DYNAMODB_ENDPOINT));

/** The URL of the endpoint; undefined where the SDK or the embedded engine settles it. */
export const endpointUrl = ({
  DYNAMODB_ENDPOINT,
}: Pick<Environment, 'DYNAMODB_ENDPOINT'>): string | undefined =>
  DYNAMODB_ENDPOINT === AWS ? undefined : DYNAMODB_ENDPOINT;

/** Adds the default name of the table. Throws `SettingWrong` where the table is elsewhere and has no name. */
function withTableName<T extends z.infer<typeof Environment>>(settings: T): T & { HOUFU_TABLE: string } {
  const { HOUFU_TABLE } = settings;
  if (HOUFU_TABLE === undefined && !isOnThisMachine(settings)) {
    throw new SettingWrong(
      'HOUFU_TABLE: DYNAMODB_ENDPOINT 不在本机时须写明表名，如堆栈输出 TableName / is required where DYNAMODB_ENDPOINT is not on this machine: name the table, as the stack’s output TableName does',
    );
  }
  return { ...settings, HOUFU_TABLE: HOUFU_TABLE ?? LOCAL_TABLE };
}

/** Parses the settings of one machine. Throws `SettingWrong`. */
export const environmentFrom = (variables: Variables): Environment =>
  withTableName(parseVariables(Environment, variables));

/** Parses them with those of the server. Throws `SettingWrong`. */
export const serverEnvironmentFrom = (variables: Variables): ServerEnvironment =>
  withTableName(parseVariables(ServerEnvironment, variables));
