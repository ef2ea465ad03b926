import type { PlainDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { DEFAULT_SETTINGS, withDefaults } from './default-settings.ts';
import type { Policy, SettingsVersion } from './settings.ts';

/** FNV-1a, 32 bits, in hexadecimal. It distinguishes settings and is not for security. */
const markOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** A replacer for `JSON.stringify` that sorts the keys of objects. */
const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Returns a version's name from its day and values, so that records evaluated under other values of the same day are
 * due. Uses the stored values without defaults, so that a new rule renames no version.
 */
const nameOf = ({ from, values }: SettingsVersion): string =>
  `${from}/${markOf(JSON.stringify(values, sortKeys))}`;

type NamedSettings = Pick<Policy, 'settings' | 'version'>;

const DEFAULTS: NamedSettings = { settings: DEFAULT_SETTINGS, version: 'default' };

/** Cache: the policy is needed for every record, and a name is costly to compute. */
const namedVersions = new WeakMap<SettingsVersion, NamedSettings>();

const namedSettings = (version: SettingsVersion): NamedSettings => {
  const known = namedVersions.get(version);
  if (known) return known;
  const named = { settings: withDefaults(version.values), version: nameOf(version) };
  namedVersions.set(version, named);
  return named;
};

/** Returns the policy of a day: the latest version in effect, or the defaults. */
export function policyOn(
  versions: readonly SettingsVersion[],
  on: PlainDate,
  calendar: WorkingCalendar,
): Policy {
  const inEffect = versions
    .filter(({ from }) => from <= on)
    .reduce<SettingsVersion | undefined>(
      (latest, one) => (latest && latest.from > one.from ? latest : one),
      undefined,
    );
  return { ...(inEffect ? namedSettings(inEffect) : DEFAULTS), calendar };
}
