/** An ID number with its birth date and serial covered: `511722********0012`. */
const idNumber = (value: string): string =>
  value.length < 12
    ? '*'.repeat(value.length)
    : `${value.slice(0, 6)}${'*'.repeat(value.length - 10)}${value.slice(-4)}`;

/** A phone with its middle covered: `138****1234`. */
const phone = (value: string): string =>
  value.length < 8 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;

/** Fields that never leave the server in full, except through a recorded reveal. */
const MASKS: Readonly<Record<string, (value: string) => string>> = { idNumber, certificate: idNumber, phone };

/** Every text in what stands under a field, covered by the mask of the innermost field that has one. */
const covered = (value: unknown, mask: ((value: string) => string) | undefined): unknown => {
  if (typeof value === 'string') return mask ? mask(value) : value;
  if (Array.isArray(value)) return value.map((one) => covered(one, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      covered(one, Object.hasOwn(MASKS, key) ? MASKS[key] : mask),
    ]),
  );
};

/** Anything that goes out, with every field that must be covered covered, however deep it stands. */
export const masked = <T>(value: T): T => covered(value, undefined) as T;

/** A change of a record with what must be covered covered, whether it is the field itself or stands in it. */
export const maskedChange = <
  T extends { readonly path: string; readonly from?: unknown; readonly to?: unknown },
>(
  change: T,
): T => {
  const field = change.path.split('.').at(-1) ?? '';
  const { [field]: from } = masked({ [field]: change.from });
  const { [field]: to } = masked({ [field]: change.to });
  return { ...change, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
};
