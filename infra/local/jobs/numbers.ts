import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { getNumbers } from '../../../shared/queries/numbers/area-numbers.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { refusalText, sentence } from '../../../shared/text/render.ts';
import { ruleTitle } from '../../../shared/text/rules.ts';
import { numbersView } from '../../../shared/views/numbers.ts';
import { JobError } from './failure.ts';
import type { Output } from './output.ts';

const SYSTEM = { kind: 'system', job: 'numbers' } as const;

/** Prints the numbers of an area on a day: a line for each rule, and one for all together. */
async function printNumbers(
  deps: Deps,
  area: AreaCode,
  on: PlainDate | undefined,
  output: Output,
): Promise<void> {
  const { language } = output;
  const numbers = await getNumbers(deps, SYSTEM, { area, on }).catch((error: unknown) => {
    throw error instanceof Refused ? new JobError(refusalText(error, language, deps.areas)) : error;
  });
  const { rules, ...all } = numbersView(numbers);
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
      ...{
        area: deps.areas.nameOf(area) ?? area,
        on: all.on,
        households: all.households,
        people: all.people,
      },
      ...{ sites: all.sites, late: late.households + late.sites, missing: all.missing?.length ?? 0 },
    }),
  );
}

/** Prints the numbers of an area on a day, by default of each configured prefecture. */
export async function runNumbers(
  deps: Deps,
  { area, on }: { readonly area?: AreaCode | undefined; readonly on?: PlainDate | undefined },
  output: Output,
): Promise<void> {
  for (const one of area ? [area] : deps.areas.prefectures) await printNumbers(deps, one, on, output);
}
