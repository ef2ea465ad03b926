import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TransferStep } from '../../../../shared/domain/records/household-facts.ts';
import { LANGUAGES, type LocalizedText } from '../../../../shared/domain/records/language.ts';
import { SCHEMES } from '../../../../shared/domain/records/schemes.ts';
import { REGISTERED, RULES } from '../../../../shared/domain/rules/registry.ts';
import { SHARED_SENTENCES, SHARED_WORDS } from '../../../../shared/domain/rules/shared-sentences.ts';
import type { Reason } from '../../../../shared/domain/rules/timeline.ts';
import { householdTimelines, siteTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { anybodyAlone, anyHousehold, anyPolicy, anySite } from './arbitrary.ts';
import { household, policy } from './builders.ts';
import { COVER_EDGES } from './edges/cover.ts';
import { INCOME_EDGES } from './edges/income.ts';
import { SITE_EDGES } from './edges/site.ts';
import { WORK_EDGES } from './edges/work.ts';

const isWhole = (text: LocalizedText): boolean => LANGUAGES.every((language) => text[language].trim() !== '');

test('each rule has a number and a name of its own, and they stand in order', () => {
  expect(RULES).toEqual(REGISTERED.map((_, i) => `R${i + 1}`));
  expect(new Set(REGISTERED.map(({ name }) => name)).size).toBe(REGISTERED.length);
});

test('a code of a reason, or of what it speaks of, has one text', () => {
  const texts = new Map<string, LocalizedText>();
  for (const part of [
    SHARED_SENTENCES,
    SHARED_WORDS,
    ...REGISTERED.flatMap(({ sentences, words = {} }) => [sentences, words]),
  ]) {
    for (const [code, text] of Object.entries(part)) {
      expect(texts.get(code) ?? text, code).toEqual(text);
      texts.set(code, text);
    }
  }
});

describe.each(REGISTERED)('$id $name', (rule) => {
  test('has a title, a duty and a clause, in every language', () => {
    for (const text of [rule.title, rule.duty, rule.clause.ref, rule.clause.quote]) {
      expect(isWhole(text), JSON.stringify(text)).toBe(true);
    }
    expect(rule.clause.ref['zh-CN']).toContain(rule.clause.part);
  });

  test('says what closes each outcome that is not as it should be, and no other', () => {
    // Without the date of moving in every rule is unknown.
    const outcomes = new Set<string>([...rule.order, rule.otherwise.outcome, 'unknown']);
    const wrong = ['gap', 'at_risk', 'unknown'].filter((outcome) => outcomes.has(outcome));
    expect(Object.keys(rule.closing).sort()).toEqual(wrong.sort());
    expect(Object.values(rule.closing).every(isWhole)).toBe(true);
  });

  test('has whole sentences and words, with the same placeholders in every language', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const known = ['member', 'on', 'count', 'percent', 'what', 'of', 'industry', 'job', 'channel', 'plan'];
    for (const text of [...Object.values(rule.sentences), ...Object.values(rule.words ?? {})]) {
      expect(isWhole(text), JSON.stringify(text)).toBe(true);
      expect(placeholders(text.en)).toEqual(placeholders(text['zh-CN']));
      expect(known).toEqual(expect.arrayContaining(placeholders(text.en)));
    }
  });
});

/** The reasons of the worked edges and of many made-up records, by rule. */
const reasonsOf = (): Map<string, Reason[]> => {
  const reasons = new Map<string, Reason[]>();
  const add = (timelines: ReturnType<typeof householdTimelines>) => {
    for (const { rule, timeline } of timelines) {
      reasons.set(rule, [...(reasons.get(rule) ?? []), ...timeline.flatMap((stretch) => stretch.reasons)]);
    }
  };
  for (const { record } of [...INCOME_EDGES, ...WORK_EDGES, ...COVER_EDGES, ...SITE_EDGES]) {
    add(
      'site' in record
        ? siteTimelines(record.site, record.residences, record.links, policy)
        : householdTimelines(record, policy),
    );
  }
  // Its costs are left open, which no sheet does.
  const statement = { year: 2025, date: '2025-12-31', business: 9000 };
  add(householdTimelines(household({ statements: [statement] }), policy));
  const samples = { numRuns: 400, seed: 20_260_615 };
  for (const [record, under] of fc.sample(
    fc.tuple(fc.oneof(anyHousehold, anybodyAlone), anyPolicy),
    samples,
  )) {
    add(householdTimelines(record, under));
  }
  for (const [of, under] of fc.sample(fc.tuple(anySite, anyPolicy), samples)) {
    add(siteTimelines(of.site, of.residences, of.links, under));
  }
  return reasons;
};

describe('what rules say', () => {
  const reasons = reasonsOf();

  test.each(REGISTERED)('each sentence of $id is said of some record', ({ id, sentences }) => {
    const said = new Set(reasons.get(id)?.map(({ code }) => code));
    expect(Object.keys(sentences).filter((code) => !said.has(code))).toEqual([]);
  });

  test.each(REGISTERED)('each word of $id is said of some record', ({ id, words = {} }) => {
    const said = new Set(reasons.get(id)?.map(({ what }) => what));
    expect(Object.keys(words).filter((what) => !said.has(what))).toEqual([]);
  });

  test('each thing that a reason speaks of has a word', () => {
    const words = [...Object.keys(SCHEMES), ...TransferStep.options, ...Object.keys(SHARED_WORDS)];
    for (const { id, words: own = {} } of REGISTERED) {
      const whats = new Set(reasons.get(id)?.flatMap(({ what }) => what ?? []));
      expect([...whats].filter((what) => ![...words, ...Object.keys(own)].includes(what))).toEqual([]);
    }
  });
});
