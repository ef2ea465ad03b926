import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, Settings } from '../../../../shared/domain/rules/settings.ts';

test('the default settings are what the schema makes of nothing, in the same order', () => {
  expect(JSON.stringify(DEFAULT_SETTINGS)).toBe(JSON.stringify(Settings.parse({})));
});
