import type { Alert, RuleFigures } from '../domain/alerts/alert.ts';
import type { Line, Message } from '../domain/alerts/message.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { compareRules, type RuleId } from '../domain/records/rule-id.ts';
import { ALERT_TEXT } from './alerts.ts';
import { dateText, type Language, monthText, sentence } from './render.ts';
import { ruleTitle } from './rules.ts';

type Values = Readonly<Record<string, string | number>>;

const nameIn = (areas: AreaNames, area: AreaCode): string =>
  areas.nameOf(area) ?? areas.nameOf(area.slice(0, 9)) ?? area;

const SINCE_LAST = ['opened', 'reopened', 'cleared', 'at_risk'] as const;
const STANDING = ['open', 'overdue', 'waiting'] as const;

/** An alert in words, in no channel's form; a link to the ledger where it is known where that is. */
export function alertMessage(alert: Alert, language: Language, areas: AreaNames, ledger?: string): Message {
  const say = (code: keyof typeof ALERT_TEXT, values: Values = {}) =>
    sentence(ALERT_TEXT[code], language, values);
  const day = (date: string) => dateText(date, language);
  const ruled = (rule: RuleId) => ({ rule, title: ruleTitle(rule, language) });
  const heading = (code: keyof typeof ALERT_TEXT): Line => ({ kind: 'heading', text: say(code) });

  const digestLines = ({ figures }: Extract<Alert, { kind: 'digest' }>): Line[] => {
    const rules = Object.entries(figures.rules) as [RuleId, RuleFigures][];
    const total = (field: keyof RuleFigures) => rules.reduce((sum, [, one]) => sum + one[field], 0);
    const counts = (fields: readonly (keyof RuleFigures & keyof typeof ALERT_TEXT)[]): Line[] =>
      fields.map((field) => ({ kind: 'count', label: say(field), value: total(field) }));
    return [
      ...[heading('since_last'), ...counts(SINCE_LAST)],
      ...[heading('standing'), ...counts(STANDING)],
      heading('by_rule'),
      ...rules
        .sort(([a], [b]) => compareRules(a, b))
        .map(([rule, one]): Line => ({ kind: 'item', text: say('rule_line', { ...ruled(rule), ...one }) })),
      ...(figures.oldest.length > 0 ? [heading('oldest')] : []),
      ...figures.oldest.map(
        ({ rule, area, openedOn, dueOn }): Line => ({
          kind: 'item',
          text: say('old_line', {
            ...ruled(rule),
            ...{ area: nameIn(areas, area), openedOn: day(openedOn), dueOn: day(dueOn) },
          }),
        }),
      ),
    ];
  };

  const linesOf = (): Line[] => {
    switch (alert.kind) {
      case 'digest':
        return digestLines(alert);
      case 'urgent':
        return alert.told.map(({ kind, rule, area, dueOn }) => ({
          kind: 'item',
          text: say(`told_${kind}`, {
            ...{ ...ruled(rule), area: nameIn(areas, area) },
            ...(dueOn ? { dueOn: day(dueOn) } : {}),
          }),
        }));
      case 'run_failed':
        return [{ kind: 'text', text: say('run_failed', { failed: alert.failed, missing: alert.missing }) }];
      case 'month_frozen':
        return [{ kind: 'text', text: say('month_frozen', { month: monthText(alert.month, language) }) }];
    }
  };

  return {
    ...{ id: alert.message, at: alert.at, area: alert.area, language },
    areaName: nameIn(areas, alert.area),
    title: say(`${alert.kind}_title`, {
      ...{ area: nameIn(areas, alert.area), on: day(alert.on) },
      count: alert.kind === 'urgent' ? alert.told.length : 0,
      month: alert.kind === 'month_frozen' ? monthText(alert.month, language) : '',
    }),
    lines: [
      ...linesOf(),
      ...(ledger ? [{ kind: 'link', text: say('ledger_link'), url: ledger } as const] : []),
    ],
  };
}
