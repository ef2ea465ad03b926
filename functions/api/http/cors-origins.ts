import * as z from 'zod';

/** An origin as browsers send it (RFC 6454): scheme, host, port, and nothing behind; no pattern, which would match none. */
const Origin = z
  .string()
  .regex(/^https?:\/\/[^*]+$/)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text);
const Origins = z.array(Origin);

/**
 * Origins whose pages may call the API, from `HOUFU_CORS_ORIGINS`, parted by commas; none without it. Throws an error
 * that names the variable.
 */
export const originsFrom = ({
  HOUFU_CORS_ORIGINS = '',
}: Readonly<Record<string, string | undefined>>): string[] => {
  const said = HOUFU_CORS_ORIGINS.split(',').map((one) => one.trim());
  const parsed = Origins.safeParse(said.filter((one) => one !== ''));
  if (parsed.success) return parsed.data;
  throw new Error(
    `HOUFU_CORS_ORIGINS=${HOUFU_CORS_ORIGINS}: 来源如 https://ledger.example.gov.cn，多个以逗号分隔 / origins like https://ledger.example.gov.cn, parted by commas`,
  );
};
