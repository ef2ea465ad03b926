const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns whether a stored value has the expected fields at every depth. A field expected to be undefined must be absent;
 * further fields are a later version's and are ignored.
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
