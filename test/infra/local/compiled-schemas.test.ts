import { expect, test, vi } from 'vitest';
import { recordReadings, takenAndRefused } from '../record-readings.ts';

test('schemas that one machine has compiled read and refuse what the others do, word by word', async () => {
  const asWritten = await recordReadings();
  const functions = vi.spyOn(globalThis, 'Function');
  await import('zod/compile');
  const compiled = await recordReadings();
  expect(functions).toHaveBeenCalled();
  functions.mockRestore();
  expect(compiled).toEqual(asWritten);
  const [taken, refused] = takenAndRefused(compiled);
  expect([taken > 50, refused > 500]).toEqual([true, true]);
});
