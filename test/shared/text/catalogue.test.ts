import { expect, test } from 'vitest';
import { RIGHT_NAMES } from '../../../shared/domain/access/rights.ts';
import { TOKEN_CODES } from '../../../shared/domain/access/token-codes.ts';
import { MANUAL_STEPS } from '../../../shared/domain/ledger/allowed-steps.ts';
import { FLAG_STATES, INSPECTIONS } from '../../../shared/domain/ledger/flag.ts';
import { FLAG_EVENTS, LIFECYCLE } from '../../../shared/domain/ledger/lifecycle.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import * as lists from '../../../shared/domain/records/code-lists.ts';
import { OUTCOMES } from '../../../shared/domain/records/evaluated.ts';
import { TransferStep } from '../../../shared/domain/records/household-facts.ts';
import type { Catalogue, LocalizedText } from '../../../shared/domain/records/language.ts';
import { LANGUAGES } from '../../../shared/domain/records/language.ts';
import { SCHEMES } from '../../../shared/domain/records/schemes.ts';
import { SUPPORT_KINDS } from '../../../shared/domain/records/support-entry.ts';
import { REGISTERED } from '../../../shared/domain/rules/registry.ts';
import { SHARED_CLOSING } from '../../../shared/domain/rules/shared-sentences.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import * as channels from '../../../shared/text/channels.ts';
import * as codes from '../../../shared/text/codes.ts';
import * as whats from '../../../shared/text/fact-words.ts';
import * as flags from '../../../shared/text/flags.ts';
import * as inputs from '../../../shared/text/inputs.ts';
import * as reasons from '../../../shared/text/reasons.ts';
import * as refusals from '../../../shared/text/refusals.ts';
import { OUTCOME_TEXT, SUBJECT_TEXT } from '../../../shared/text/rules.ts';
import { SETTING_TEXT } from '../../../shared/text/settings.ts';
import { codesAfter, quoted, refusalsIn, sourceOf, underscored } from './source-codes.ts';

const { REFUSAL_TEXT } = refusals;

const minus = (a: Iterable<string>, b: Iterable<string>): string[] => {
  const taken = new Set(b);
  return [...new Set(a)].filter((one) => !taken.has(one)).sort();
};

/** Words that are written like codes and are values of records, findings and flags. */
const VOCABULARY: readonly string[] = [
  ...OUTCOMES,
  ...FLAG_STATES,
  ...FLAG_EVENTS,
  ...INSPECTIONS,
  ...LIFECYCLE.flatMap(({ only = [] }) => only),
  ...Role.options,
  ...RIGHT_NAMES,
  ...TOKEN_CODES,
  ...TransferStep.options,
  ...Object.keys(SCHEMES),
  ...Object.keys(codes.STATUS_TEXT),
  ...Object.values(lists).flatMap((list) => Object.values(list).flat()),
];

const RECORDS_SOURCE = sourceOf(
  'shared/domain/records',
  'shared/domain/commands',
  'shared/domain/access',
  'shared/domain/ledger',
);
const FIELDS_SOURCE = sourceOf(
  'shared/domain/settings/county-channels.ts',
  'shared/domain/records',
  'shared/domain/commands',
  'shared/domain/ledger',
  'shared/domain/calendar/dates.ts',
  'shared/domain/areas/area.ts',
  'shared/table/store/keys.ts',
  'shared/domain/alerts/channel.ts',
  'shared/domain/alerts/message.ts',
  'functions/api',
);
const fieldCodes = new Set([
  ...codesAfter(FIELDS_SOURCE, /\berror:/g),
  ...codesAfter(FIELDS_SOURCE, /\b(?:badRequest|refuse)\(/g),
  ...codesAfter(sourceOf('shared/domain/calendar/dates.ts'), /\bmessage:/g),
  ...minus(underscored(sourceOf('shared/domain/records/id-number.ts')), VOCABULARY),
]);
const asked = [
  RECORDS_SOURCE,
  sourceOf(
    'shared/domain/numbers',
    'shared/queries/numbers',
    'shared/domain/settings',
    'shared/queries/scope.ts',
    'shared/domain/access/require-area.ts',
    'functions/api/http/configured-areas.ts',
  ),
].flatMap(refusalsIn);

/** Codes that come from beside the commands, each with the names of its values. */
const CLAIMS = ['household_number_taken', 'person_elsewhere', 'site_name_taken'].map((code) => ({
  code,
  values: ['owner'],
}));
/** Of somebody whom nobody knows, or who is none of the caller's business. */
const PEOPLE = [{ code: 'person_not_here', values: [] }];
const PLACES = ['area_ambiguous', 'area_unknown'].map((code) => ({ code, values: ['near'] }));
/** Told by the hallway and by whoever called it: of `Busy`, of a fault with one of many, an `If-Match` that no longer holds, a key of a repeat. */
const CALLERS = ['busy', 'failed', 'version_changed', 'key_in_use', 'key_used_otherwise'].map((code) => ({
  code,
  values: [],
}));
const BOUNDS = ['setting_not_between', 'setting_not_whole_between'].map((code) => ({
  code,
  values: ['value', 'least', 'most'],
}));
/** Of a month that there is nothing to be had of. */
const MONTHS = ['month_not_frozen', 'month_not_over'].map((code) => ({ code, values: ['month'] }));
const BESIDE = [...CLAIMS, ...PEOPLE, ...PLACES, ...CALLERS, ...BOUNDS, ...MONTHS];

test('every refusal and every error of a field has a sentence, and every sentence its code', () => {
  const given = [...asked.map(({ code }) => code), ...fieldCodes, ...BESIDE.map(({ code }) => code)];
  expect(minus(given, Object.keys(REFUSAL_TEXT))).toEqual([]);
  expect(minus(Object.keys(REFUSAL_TEXT), given)).toEqual([]);
  expect(minus(fieldCodes, Object.keys(inputs.FIELD_TEXT))).toEqual([]);
  // Whatever is written like a code there is one of these, or a value of a record.
  expect(
    minus(underscored(RECORDS_SOURCE), [
      ...given,
      ...VOCABULARY,
      ...TOKEN_CODES,
      'leading_industry',
      'data_gap',
    ]),
  ).toEqual([]);
});

test('the table and the areas give the codes that are said of them', () => {
  const given = [...quoted(sourceOf('shared/table')), ...quoted(sourceOf('shared/domain/areas'))];
  expect(
    minus(
      [...CLAIMS, ...PLACES].map(({ code }) => code),
      given,
    ),
  ).toEqual([]);
});

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

test.each([...asked, ...BESIDE])('a refusal gives all that its sentence needs: $code', ({ code, values }) => {
  const text = REFUSAL_TEXT[code as keyof typeof REFUSAL_TEXT];
  expect(minus(placeholders(text['zh-CN']), values)).toEqual([]);
});

test('each state of a flag, each step and each event of people has a word', () => {
  expect(Object.keys(flags.FLAG_STATE_TEXT)).toEqual([...FLAG_STATES]);
  expect(Object.keys(flags.FLAG_STEP_TEXT)).toEqual([...MANUAL_STEPS]);
  const byPeople = LIFECYCLE.filter(({ who }) => !who.includes('system')).map(({ event }) => event);
  expect(new Set(Object.keys(flags.FLAG_EVENT_TEXT))).toEqual(new Set(byPeople));
});

const isText = (value: unknown): value is LocalizedText =>
  typeof value === 'object' && value !== null && LANGUAGES.every((language) => language in value);

const textsIn = (value: unknown, path: string): { path: string; text: LocalizedText }[] => {
  if (isText(value)) return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
};

const ALL = Object.entries({
  ASSESSMENT_TEXT,
  REGISTERED,
  SHARED_CLOSING,
  OUTCOME_TEXT,
  SETTING_TEXT,
  SUBJECT_TEXT,
  ...channels,
  ...codes,
  ...flags,
  ...inputs,
  ...reasons,
  ...refusals,
  ...whats,
}).flatMap(([name, catalogue]) => textsIn(catalogue, name));

test('each text is there in each language with the same placeholders', () => {
  expect(ALL.length).toBeGreaterThan(200);
  for (const { path, text } of ALL) {
    expect(text['zh-CN'], path).toMatch(/[\u4e00-\u9fff]|^ \(|^\{/);
    expect(text.en.trim(), path).not.toBe('');
    expect(new Set(placeholders(text.en)), path).toEqual(new Set(placeholders(text['zh-CN'])));
  }
});

/** The first Chinese word of each code, as sheets write it. */
const firstWords = (list: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(list)
      .map(([zh, code]) => [code, zh])
      .reverse(),
  );

const chinese = (catalogue: Catalogue): Record<string, string> =>
  Object.fromEntries(Object.entries(catalogue).map(([code, text]) => [code, text['zh-CN']]));

test.each([
  ['capacity', codes.CAPACITY_TEXT, lists.CAPACITIES],
  ['willingness', codes.WILLINGNESS_TEXT, lists.WILLINGNESS],
  ['service', codes.SERVICE_TEXT, lists.SERVICE],
  ['conditions', codes.CONDITIONS_TEXT, lists.CONDITIONS],
  ['sex', codes.SEX_TEXT, lists.SEXES],
  ['employment channel', codes.EMPLOYMENT_CHANNEL_TEXT, lists.EMPLOYMENT_CHANNELS],
  ['work area', codes.WORK_AREA_TEXT, lists.WORK_AREAS],
  ['industry status', codes.INDUSTRY_STATUS_TEXT, lists.INDUSTRY_STATUSES],
  ['linkage', codes.LINKAGE_TEXT, lists.LINKAGE_KINDS],
  ['resettlement', codes.RESETTLEMENT_TEXT, lists.RESETTLEMENTS],
  ['support', codes.SUPPORT_TEXT, SUPPORT_KINDS],
])('pages say what sheets say: %s', (_, catalogue, list) => {
  expect(chinese(catalogue)).toEqual(firstWords(list));
});

test('each status of a scheme has a word that its own list knows or that says the same', () => {
  const statuses = Object.values(SCHEMES).flatMap(({ statuses: of }) => Object.entries(of));
  expect(
    minus(
      statuses.map(([, [code]]) => code),
      Object.keys(codes.STATUS_TEXT),
    ),
  ).toEqual([]);
  for (const [code, zh] of Object.entries(chinese(codes.STATUS_TEXT))) {
    expect(
      statuses.map(([word, [of]]) => `${of} ${word}`),
      code,
    ).toContain(`${code} ${zh}`);
  }
});
