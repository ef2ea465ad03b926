import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Text } from '../../../shared/domain/records/facts.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { LANGUAGES } from '../../../shared/domain/records/language.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Reason } from '../../../shared/domain/rules/timeline.ts';
import { findingsOn, householdTimelines, siteTimelines } from '../../../shared/domain/rules/timelines.ts';
import { closingText, findingText, reasonText } from '../../../shared/text/findings.ts';
import { WHAT_TEXT } from '../../../shared/text/reasons.ts';
import { dateText, issueText, refusalText, sentence, word } from '../../../shared/text/render.ts';
import { AREAS } from '../../areas.ts';
import { runs } from '../../runs.ts';
import { anyHousehold, anyPolicy, anySite } from '../domain/rules/arbitrary.ts';
import {
  factId,
  household,
  idNumber,
  industryId,
  job,
  member,
  memberId,
  policy,
  recorded,
} from '../domain/rules/builders.ts';

const zh = (reason: Reason, names = {}) => reasonText(reason, 'zh-CN', names);
const en = (reason: Reason, names = {}) => reasonText(reason, 'en', names);

test('dates are said as each language writes them', () => {
  expect(dateText('2026-06-05', 'zh-CN')).toBe('2026年6月5日');
  expect(dateText('2026-06-05', 'en')).toBe('2026-06-05');
});

test('a sentence is filled once: a value that looks like a placeholder stays as it is', () => {
  const text = { 'zh-CN': '{a}和{b}', en: '{a} and {b}' };
  expect(sentence(text, 'zh-CN', { a: '{b}', b: 1 })).toBe('{b}和1');
  expect(sentence(text, 'en', { a: 'x' })).toBe('x and {b}');
});

test('a code that no catalogue has stands for itself, even one that every object has', () => {
  expect(word(WHAT_TEXT, 'willingness', 'zh-CN')).toBe('就业意愿');
  expect(word(WHAT_TEXT, 'constructor', 'zh-CN')).toBe('constructor');
  expect(zh({ code: 'constructor' })).toBe('constructor');
  expect(refusalText(new Refused('constructor'), 'zh-CN', AREAS)).toBe('constructor');
});

describe('reasons', () => {
  const ended: Reason = {
    code: 'job_ended',
    member: memberId(1),
    fact: factId(1),
    on: plainDate('2026-05-31'),
    count: 30,
  };

  test('members and facts are named by the caller, else by a neutral word', () => {
    expect(zh(ended)).toBe('该成员的工作已于2026年5月31日结束，尚在30天缓冲期内');
    expect(zh(ended, { member: () => '张*' })).toBe('张*的工作已于2026年5月31日结束，尚在30天缓冲期内');
    expect(en(ended)).toBe('A job ended on 2026-05-31, which is within the 30 days of grace: the member');
    const wage: Reason = { code: 'wage', member: memberId(1), fact: factId(1) };
    expect(zh(wage, { fact: (id: string) => `${id === factId(1) ? '某厂' : '?'}` })).toBe(
      '该成员有稳定的工资收入（某厂）',
    );
    expect(zh(wage)).toBe('该成员有稳定的工资收入（该项工作）');
  });

  test.each<[Reason, string, string]>([
    [
      { code: 'missing', what: 'willingness', member: memberId(1) },
      '该成员的就业意愿未登记，无法判断',
      'wish to work (the member)',
    ],
    [
      { code: 'missing', what: 'net', fact: factId(1) },
      '该增收渠道的近12个月经营净收入未登记，无法判断',
      'net income of 12 months (the income channel)',
    ],
    [
      { code: 'missing', what: 'status', fact: industryId(1) },
      '该产业的运营状态未登记，无法判断',
      'operating status (the industry)',
    ],
    [
      { code: 'missing', what: 'business_cost', count: 2025 },
      '2025年生产经营性支出未登记，无法判断',
      'costs of the business (2025)',
    ],
    [
      { code: 'missing', what: 'conditions' },
      '发展产业的条件未登记，无法判断',
      'suitability for a development plan',
    ],
  ])('what is missing is named with whose it is: %j', (reason, chinese, english) => {
    expect(zh(reason)).toBe(chinese);
    expect(en(reason)).toMatch(new RegExp(`: ${english.replace(/[()]/g, '\\$&')}$`));
  });

  test('a share is said in percent, without the noise of fractions', () => {
    expect(zh({ code: 'share_below', count: 0.3 })).toContain('不足本安置点住户的30%');
    expect(zh({ code: 'share_below', count: 0.07 })).toContain('的7%');
    expect(zh({ code: 'share_below', count: 0.125 })).toContain('的12.5%');
  });
});

describe('any finding of any record', () => {
  const findings = fc.oneof(
    fc.tuple(anyHousehold, anyPolicy).map(([record, under]) => householdTimelines(record, under)),
    fc
      .tuple(anySite, anyPolicy)
      .map(([{ site, residences, links }, under]) => siteTimelines(site, residences, links, under)),
  );

  test('is told without a hole, in each language, and says what would close it where something is wrong', () => {
    fc.assert(
      fc.property(findings, (timelines) => {
        for (const { rule, timeline } of timelines) {
          for (const { outcome, reasons } of timeline) {
            for (const language of LANGUAGES) {
              for (const reason of reasons) {
                const told = reasonText(reason, language);
                expect(told, reason.code).not.toMatch(/[{}]|undefined|NaN|成员\d/);
                // Neither the code, nor the code of a thing, nor an id stands for a missing word.
                expect(told, reason.code).not.toMatch(/\b[a-z]+_[a-z_]+\b|\b0[A-Z]0{10}/);
              }
              const closing = closingText({ rule, outcome, reasons }, language);
              expect(closing !== undefined, `${rule} ${outcome}`).toBe(
                outcome !== 'met' && outcome !== 'not_applicable',
              );
            }
          }
        }
      }),
      { numRuns: runs(150) },
    );
  });
});

test('a worked case is told to a clerk, each reason once, without a name unless one is given', () => {
  const worker = { capacity: recorded('ordinary' as const), willingness: recorded('willing' as const) };
  const record = household({
    members: [member(1, '1992-03-05', worker), member(2, '1993-04-05', worker)],
    employments: [job(1, '2026-01-05', '2026-05-10')],
  });
  const found = findingsOn(householdTimelines(record, policy), plainDate('2026-06-15'));
  const finding = found.find(({ rule }) => rule === 'R3');
  if (!finding) throw new Error('R3 has no finding');
  expect(finding.outcome).toBe('gap');
  expect(findingText(finding, 'zh-CN')).toEqual(['该成员有劳动能力和就业意愿，但全家无人就业']);
  const names = { member: (id: string) => record.members.find((one) => one.id === id)?.name ?? '' };
  expect(findingText(finding, 'zh-CN', names)).toEqual([
    '成员1有劳动能力和就业意愿，但全家无人就业',
    '成员2有劳动能力和就业意愿，但全家无人就业',
  ]);
  expect(closingText(finding, 'zh-CN')).toMatch(/^帮助至少一名成员就业/);
});

test('without the date of moving in, that comes first whatever the rule', () => {
  const record = household({ movedIn: undefined, members: [member(1, '1992-03-05')] });
  for (const finding of findingsOn(householdTimelines(record, policy), plainDate('2026-06-15'))) {
    expect(closingText(finding, 'zh-CN'), finding.rule).toBe('先登记搬迁入住时间');
  }
});

describe('refusals', () => {
  const told = (code: string, values = {}) => refusalText(new Refused(code, '', values), 'zh-CN', AREAS);

  test.each([
    [
      'date_before_birth',
      { date: '2026-01-02', birth: '2026-03-04' },
      '日期2026年1月2日早于出生日期2026年3月4日，请核对',
    ],
    [
      'not_permitted',
      { role: 'hr_clerk', command: 'assess' },
      '您的身份（人社局经办人员）不能办理此项，请联系有权限的人员',
    ],
    ['outside_areas', { area: '511722' }, '宣汉县不在您的管辖范围内，请选择本辖区'],
    ['outside_areas', { area: '519999' }, '519999不在您的管辖范围内，请选择本辖区'],
    [
      'transfer_step_out_of_order',
      { step: 'completed', expected: 'info_received' },
      '不能直接登记“办结”，下一环节应为“收到参保信息”，请按顺序登记',
    ],
    [
      'area_ambiguous',
      { near: ['南坝镇', '南坝乡'] },
      '这个地名对应不止一个地方：南坝镇、南坝乡，请写明县和乡镇全称或填写区划代码',
    ],
  ])('%s %j', (code, values, sentenceOf) => {
    expect(told(code, values)).toBe(sentenceOf);
  });

  test('errors of fields are told by their code, those of the schema library by its own', () => {
    const schema = z.strictObject({
      idNumber: IdNumber,
      name: Text,
      months: z.number().max(12),
      relation: z.enum(['a']),
    });
    const parsed = schema.safeParse({
      idNumber: `${idNumber('1988-01-01', 1).slice(0, 17)}?`,
      months: 13,
      relation: 'b',
      more: 1,
    });
    const issues = Object.fromEntries(
      (parsed.error?.issues ?? []).map((issue) => [issue.path.join('.'), issueText(issue, 'zh-CN')]),
    );
    expect(issues).toEqual({
      idNumber: '身份证号码应为18位，末位是数字或X，请核对',
      name: '此项未填写或类型不对，请核对',
      months: '数值太大或内容太多，请核对',
      relation: '不是可选的值，请从列表中选择',
      '': '含有系统不认识的字段，请删除多余字段',
    });
    expect(issueText({ code: 'no_such_issue', message: 'anything' }, 'en')).toBe(
      'This is not right; please check it',
    );
  });
});
