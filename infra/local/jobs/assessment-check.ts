import { checkMonth } from '../../../functions/freeze/check.ts';
import type { Difference, FindingText } from '../../../functions/freeze/difference.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import type { Month } from '../../../shared/domain/calendar/months.ts';
import type { Language } from '../../../shared/domain/records/language.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { sentence } from '../../../shared/text/render.ts';
import { OUTCOME_TEXT } from '../../../shared/text/rules.ts';
import type { Output } from './output.ts';

const findingText = (finding: FindingText | undefined, language: Language): string => {
  if (!finding) return ASSESSMENT_TEXT.nothing[language];
  return [OUTCOME_TEXT[finding.outcome][language], ...(finding.since ? [finding.since] : [])].join(' ');
};

const differenceText = (difference: Difference, language: Language, { nameOf }: AreaNames): string => {
  const { what, area, chunk = 0, id = '', version = 0, rule = '', member, frozen, recomputed } = difference;
  return sentence(ASSESSMENT_TEXT[`difference_${what}`], language, {
    area: nameOf(area) ?? area,
    chunk,
    id,
    version,
    rule,
    member: member ? ` ${member}` : '',
    frozen: findingText(frozen, language),
    recomputed: findingText(recomputed, language),
  });
};

/** Recomputes an area's frozen month from the records as of then and prints each difference. Returns whether there is none. */
export async function runAssessmentCheck(
  deps: Deps,
  { month, area }: { readonly month: Month; readonly area: AreaCode },
  counties: readonly AreaCode[],
  output: Output,
): Promise<boolean> {
  const { language } = output;
  let differences = 0;
  for (const county of counties) {
    const bar = output.progress(ASSESSMENT_TEXT.checking[language]);
    const within = area.length > county.length ? area : undefined;
    const checked = await checkMonth(deps, { county, month, within }, (difference) =>
      output.say(difference, () => differenceText(difference, language, deps.areas)),
    );
    bar.done();
    const { subjects, findings } = checked;
    output.say(checked, () =>
      sentence(ASSESSMENT_TEXT.checked, language, {
        name: deps.areas.nameOf(county) ?? county,
        subjects,
        findings,
        differences: checked.differences,
      }),
    );
    differences += checked.differences;
  }
  return differences === 0;
}
