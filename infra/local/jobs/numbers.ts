import type { Deps } from '../../../shared/deps.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { areaName } from '../../../shared/domain/areas/names.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { getNumbers } from '../../../shared/queries/numbers/area-numbers.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { refusalText, sentence } from '../../../shared/text/render.ts';
import { ruleTitle } from '../../../shared/text/rules.ts';
import { numbersView } from '../../../shared/views/numbers.ts';
import { JobFailed } from './failure.ts';
import type { Output } from './output.ts';

/** The city of the divisions in use. */
const CITY = AreaCode.parse('5117');

const SYSTEM = { kind: 'system', job: 'numbers' } as const;

/** Says the numbers of an area on a day: a line a rule, and one of all together. */
export async function runNumbers(
  deps: Deps,
  { area = CITY, on }: { readonly area?: AreaCode | undefined; readonly on?: PlainDate | undefined },
  output: Output,
): Promise<void> {
  const { language } = output;
  const found = await getNumbers(deps, SYSTEM, { area, on }).catch((error: unknown) => {
    throw error instanceof Refused ? new JobFailed(refusalText(error, language)) : error;
  });
  const { rules, ...all } = numbersView(found);
  output.remark(JOB_TEXT.numbers_columns[language]);
  const LIVE = ['open', 'assigned', 'rectifying', 'rectified', 'returned', 'waived'] as const;
  const ledger = (flags: typeof all.flags) =>
    flags
      ? [
          LIVE.reduce((sum, state) => sum + flags[state], 0),
          flags.overdue,
          flags.closed,
          flags.daysToClose ?? '-',
        ]
      : ['-', '-', '-', '-'];
  for (const one of rules) {
    const { rule, subjects, applicable, met, at_risk, gap, unknown, flags } = one;
    output.say({ area, on: all.on, ...one }, () =>
      [
        rule,
        ruleTitle(rule, language),
        ...[subjects, applicable, met, at_risk, gap, unknown],
        ...ledger(flags),
      ].join('\t'),
    );
  }
  const late = all.notYetEvaluated ?? { households: 0, sites: 0 };
  output.say(all, () =>
    sentence(JOB_TEXT.numbers_said, language, {
      ...{ area: areaName(area) ?? area, on: all.on, households: all.households, people: all.people },
      ...{ sites: all.sites, late: late.households + late.sites, missing: all.missing?.length ?? 0 },
    }),
  );
}
