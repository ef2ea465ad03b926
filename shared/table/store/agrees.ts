const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a stored value says what is expected, at every depth. What is expected to be undefined must be missing;
 * fields beside the expected ones are a later version's and do not count.
 */
export function agrees(stored: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(stored) &&
      stored.length === expected.length &&
      expected.every((one, i) => agrees(stored[i], one))
    );
  }
  if (!isFields(expected)) return stored === expected;
  return isFields(stored) && Object.entries(expected).every(([name, value]) => agrees(stored[name], value));
}
