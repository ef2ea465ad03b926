import * as z from 'zod';

/** An origin as browsers send it (RFC 6454): scheme, host and port alone. A pattern would match no origin. */
const Origin = z
  .string()
  .regex(/^https?:\/\/[^*]+$/)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text);
const Origins = z.array(Origin);

/**
 * Returns the origins whose pages may call the API, from `HOUFU_CORS_ORIGINS`, separated by commas; none by default.
 * Throws an error that names the variable.
 */
export function originsFrom({
  HOUFU_CORS_ORIGINS = '',
}: Readonly<Record<string, string | undefined>>): string[] {
  const origins = HOUFU_CORS_ORIGINS.split(',').map((one) => one.trim());
  const parsed = Origins.safeParse(origins.filter((one) => one !== ''));
  if (parsed.success) return parsed.data;
  throw new Error(
    `HOUFU_CORS_ORIGINS=${HOUFU_CORS_ORIGINS}: 来源如 https://ledger.example.gov.cn，多个以逗号分隔 / origins like https://ledger.example.gov.cn, parted by commas`,
  );
}
