import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import type { AssessedCounty } from '../../../shared/queries/frozen-months.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { sentence } from '../../../shared/text/render.ts';
import { assessedCountyView } from '../../../shared/views/assessment.ts';
import { TIME_ZONE } from '../../schedules.ts';
import type { Output } from './output.ts';

/** Prints a county's frozen month: its hash, or the townships that are missing. */
export function printCounty(county: AssessedCounty, { nameOf }: AreaNames, output: Output): void {
  const { language } = output;
  const { opened, closed, missing } = county;
  const values = {
    name: `${nameOf(opened.county) ?? opened.county} ${opened.month}`,
    frozenAt: new Date(opened.frozenAt).toLocaleString('zh-CN', { timeZone: TIME_ZONE }),
    under: opened.under,
  };
  output.say({ month: opened.month, ...assessedCountyView(county) }, () => {
    if (closed) return sentence(ASSESSMENT_TEXT.county, language, { ...values, hash: closed.hash });
    const left = missing.map((code) => nameOf(code) ?? code).join('、');
    const missed = left || ASSESSMENT_TEXT.county_rest_not_whole[language];
    return sentence(ASSESSMENT_TEXT.county_not_whole, language, { ...values, missing: missed });
  });
}
