import * as z from 'zod';

const Environment = z.object({
  /** Folder of the local state. */
  HOUFU_DATA: z.string().min(1).default('.houfu'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOUFU_TABLE: z.string().min(3).default('houfu'),
  /** DynamoDB Local or AWS instead of the embedded engine. */
  DYNAMODB_ENDPOINT: z.url().optional(),
  /** Until people are told apart by their tokens, only this machine itself may ask. */
  HOST: z.enum(['127.0.0.1', 'localhost', '::1']).default('127.0.0.1'),
  HOUFU_PERSON_KEY: z.base64().length(44).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** A setting that cannot be used: its name, and what it may be. */
export class SettingWrong extends Error {
  override readonly name = 'SettingWrong';
}

const REMEDIES: Readonly<Record<string, string>> = {
  HOUFU_DATA: '文件夹路径 / the path of a folder',
  PORT: '0 到 65535 的整数 / a whole number from 0 to 65535',
  HOUFU_TABLE: '至少 3 个字符的表名 / a table name of at least 3 characters',
  DYNAMODB_ENDPOINT: '网址，如 / a URL such as http://127.0.0.1:8000',
  HOST: '127.0.0.1：身份认证上线前只监听本机 / 127.0.0.1: until identity lands the server binds to loopback only',
  HOUFU_PERSON_KEY: '32 字节的 base64 / 32 bytes in base 64',
};

/** The settings of one machine, parsed once. An empty variable is as good as none. */
export const environmentFrom = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw new SettingWrong(`${name}=${variables[name]}: ${REMEDIES[name]}`);
};
