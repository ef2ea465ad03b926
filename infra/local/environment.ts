import * as z from 'zod';
import { Base64Key } from '../../shared/secrets/keys.ts';

const Environment = z.object({
  /** Folder of the local state. */
  HOUFU_DATA: z.string().min(1).default('.houfu'),
  HOUFU_TABLE: z.string().min(3).default('houfu'),
  /** DynamoDB Local or AWS instead of the embedded engine. */
  DYNAMODB_ENDPOINT: z.url().optional(),
  /** The keys themselves, in place of the file in the data folder. */
  HOUFU_PERSON_KEY: Base64Key.optional(),
  HOUFU_PERSON_KEY_PREVIOUS: Base64Key.optional(),
  /** The secret in Secrets Manager that holds them, for jobs on a table in AWS. */
  HOUFU_SECRET_ARN: z.string().startsWith('arn:').optional(),
});
export type Environment = z.infer<typeof Environment>;

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** What the server reads besides: no job is stopped by what only a server needs. */
const ServerEnvironment = Environment.extend({
  PORT: z.coerce.number().check(z.int()).min(0).max(65_535).default(3000),
  /** Not `HOST`: many shells set that to the name of the machine. */
  HOUFU_HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')]).default('127.0.0.1'),
  /** Whose tokens are believed; without it those of an issuer of this machine's own, which lets anybody in. */
  OIDC_ISSUER: z.string().optional(),
}).refine(({ HOUFU_HOST, OIDC_ISSUER }) => OIDC_ISSUER || LOOPBACK.has(HOUFU_HOST), {
  path: ['HOUFU_HOST'],
});
export type ServerEnvironment = z.infer<typeof ServerEnvironment>;

/** A setting that cannot be used: its name, and what it may be. */
export class SettingWrong extends Error {
  override readonly name = 'SettingWrong';
}

const REMEDIES: Readonly<Record<string, string>> = {
  HOUFU_DATA: '文件夹路径 / the path of a folder',
  PORT: '0 到 65535 的整数 / a whole number from 0 to 65535',
  HOUFU_TABLE: '至少 3 个字符的表名 / a table name of at least 3 characters',
  DYNAMODB_ENDPOINT: '网址，如 / a URL such as http://127.0.0.1:8000',
  HOUFU_HOST:
    '127.0.0.1、localhost、::1，设置 OIDC_ISSUER 后可为其他地址 / 127.0.0.1, localhost or ::1; another address only with an OIDC_ISSUER',
  HOUFU_PERSON_KEY: '32 字节的 base64 / 32 bytes in base 64',
  HOUFU_PERSON_KEY_PREVIOUS: '32 字节的 base64 / 32 bytes in base 64',
  HOUFU_SECRET_ARN: '密钥的 ARN，如 / the ARN of a secret, like arn:aws-cn:secretsmanager:…',
};

/** Of these not even a wrong value is shown: it may be a key with a character lost. */
const SECRET: ReadonlySet<string> = new Set(['HOUFU_PERSON_KEY', 'HOUFU_PERSON_KEY_PREVIOUS']);

/** A key before the current one says nothing without the current one. */
export const previousAlone = (): SettingWrong =>
  new SettingWrong(
    'HOUFU_PERSON_KEY_PREVIOUS: 还需要设置 HOUFU_PERSON_KEY / HOUFU_PERSON_KEY is to be set as well',
  );

type Variables = Readonly<Record<string, string | undefined>>;

/** An empty variable is as good as none. */
const parsedBy = <T extends z.ZodType>(schema: T, variables: Variables): z.output<T> => {
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  const said = SECRET.has(name) ? name : `${name}=${variables[name]}`;
  throw new SettingWrong(`${said}: ${REMEDIES[name]}`);
};

/** The settings of one machine, parsed once. */
export const environmentFrom = (variables: Variables): Environment => parsedBy(Environment, variables);

/** The same with those of the server. */
export const serverEnvironmentFrom = (variables: Variables): ServerEnvironment =>
  parsedBy(ServerEnvironment, variables);
