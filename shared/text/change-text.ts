import { isSameJson } from '../domain/is-same-json.ts';
import type { Change } from '../domain/records/change.ts';
import type { Catalogue } from '../domain/records/language.ts';
import {
  CAPACITY_TEXT,
  CHANNEL_KIND_TEXT,
  CONDITIONS_TEXT,
  EMPLOYMENT_CHANNEL_TEXT,
  INDUSTRY_STATUS_TEXT,
  LINKAGE_TEXT,
  RESETTLEMENT_TEXT,
  SERVICE_TEXT,
  SEX_TEXT,
  STATUS_TEXT,
  WILLINGNESS_TEXT,
  WORK_AREA_TEXT,
} from './codes.ts';
import { SCHEME_TEXT, STEP_TEXT } from './fact-words.ts';
import { CHANGE_TEXT, RECORD_FIELD_TEXT } from './fields.ts';
import { dateText, type Language, sentence, word } from './render.ts';

/** The codes that a field can hold. */
const CODES: Readonly<Record<string, Catalogue>> = {
  capacity: CAPACITY_TEXT,
  channel: EMPLOYMENT_CHANNEL_TEXT,
  conditions: CONDITIONS_TEXT,
  kind: { ...CHANNEL_KIND_TEXT, ...LINKAGE_TEXT },
  resettlement: RESETTLEMENT_TEXT,
  scheme: SCHEME_TEXT,
  service: SERVICE_TEXT,
  sex: SEX_TEXT,
  step: STEP_TEXT,
  status: { ...STATUS_TEXT, ...INDUSTRY_STATUS_TEXT },
  untilIs: { planned: CHANGE_TEXT.planned, actual: CHANGE_TEXT.actual },
  willingness: WILLINGNESS_TEXT,
  workArea: WORK_AREA_TEXT,
};

/** Ids are not shown to people. */
const ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const isDated = (value: unknown): value is { from: string; value: unknown } =>
  typeof value === 'object' && value !== null && 'from' in value && 'value' in value;

const valueText = (field: string, value: unknown, language: Language): string => {
  if (value === undefined || value === null) return CHANGE_TEXT.nothing[language];
  if (typeof value === 'boolean') return CHANGE_TEXT[value ? 'yes' : 'no'][language];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (ID.test(value)) return '';
    return DATE.test(value) ? dateText(value, language) : word(CODES[field] ?? {}, value, language);
  }
  if (isDated(value)) {
    const values = { value: valueText(field, value.value, language), from: dateText(value.from, language) };
    return sentence(CHANGE_TEXT.since, language, values);
  }
  const parts = Array.isArray(value)
    ? value.map((one) => valueText(field, one, language))
    : Object.entries(value).map(([key, one]) => {
        const text = valueText(key, one, language);
        return text && `${word(RECORD_FIELD_TEXT, key, language)} ${text}`;
      });
  return parts.filter((part) => part !== '').join(language === 'en' ? ', ' : '，');
};

/**
 * Returns, of a list, only the entries that the other list does not have, so that an added entry is shown alone; if
 * there are none, the last dated entry.
 */
const changeValueText = (value: unknown, other: unknown): unknown => {
  if (!Array.isArray(value) || !Array.isArray(other)) return value;
  const own = value.filter((entry) => !other.some((one) => isSameJson(one, entry)));
  if (own.length > 0) return own;
  const last = value.at(-1);
  return isDated(last) ? [last] : undefined;
};

/**
 * Returns a change of a record in a line, in the words of sheets and pages, without ids. Returns undefined for internal
 * fields and for a field that is empty before and after.
 */
export function changeText({ path, from, to }: Change, language: Language): string | undefined {
  const field = (path.split('.').at(-1) ?? path).replace(/\[.*\]$/, '');
  if (!Object.hasOwn(RECORD_FIELD_TEXT, field) || (field === 'kind' && path === 'kind')) return undefined;
  const what = word(RECORD_FIELD_TEXT, field, language);
  const before = valueText(field, changeValueText(from, to), language);
  const after = valueText(field, changeValueText(to, from), language);
  const nothing = CHANGE_TEXT.nothing[language];
  if (isNothing(before, nothing) && isNothing(after, nothing)) return undefined;
  if (isNothing(before, nothing)) return sentence(CHANGE_TEXT.added, language, { what, to: after });
  return sentence(CHANGE_TEXT.changed, language, { what, from: before, to: after || nothing });
}

const isNothing = (text: string, nothing: string): boolean => text === '' || text === nothing;
