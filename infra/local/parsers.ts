import { requireArea } from '../../shared/domain/access/require-area.ts';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import type { Areas } from '../../shared/domain/areas/areas.ts';
import { PlainDate } from '../../shared/domain/calendar/dates.ts';
import { Month } from '../../shared/domain/calendar/months.ts';
import { Role } from '../../shared/domain/records/actor.ts';
import { Refused } from '../../shared/domain/records/refusal.ts';
import { JOBS } from '../../shared/domain/records/run.ts';
import { KnownRuleId, REGISTERED, RULES } from '../../shared/domain/rules/registry.ts';
import { SHEET_KINDS, SHEET_TITLES } from '../../shared/sheets/kinds.ts';
import { ASSESSMENT_TEXT } from '../../shared/text/assessments.ts';
import { ROLE_TEXT } from '../../shared/text/fact-words.ts';
import { TOKEN_JOB_TEXT } from '../../shared/text/identity.ts';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { LANGUAGES, type Language, refusalText, sentence } from '../../shared/text/render.ts';
import { usualCounty } from './demo/places.ts';
import { JobError } from './jobs/failure.ts';

/** Builds the parsers of arguments. Each throws `JobError` with the valid values. */
export function argumentParsers(language: Language, areas: () => Areas) {
  const refuse = (code: keyof typeof JOB_TEXT, values: Record<string, string | number>): never => {
    throw new JobError(sentence(JOB_TEXT[code], language, values));
  };
  const refuseArea = (code: string): never => {
    const county = usualCounty(areas());
    const [township] = areas().townships(county);
    return refuse('area_wrong', { area: code, county, township: township?.code ?? county });
  };
  const area = (code: string): AreaCode => {
    const area = AreaCode.safeParse(code).data ?? refuseArea(code);
    try {
      requireArea(areas(), area);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'area_not_in_use') refuseArea(code);
      throw new JobError(refusalText(error, language, areas()));
    }
    return area;
  };
  return {
    language: (text: string) =>
      LANGUAGES.find((one) => one === text) ??
      refuse('language_wrong', { language: text, languages: LANGUAGES.join('、') }),
    kind: (text: string) =>
      SHEET_KINDS.find((kind) => kind === text) ??
      refuse('sheet_kind', {
        kind: text,
        kinds: SHEET_KINDS.map((kind) => `${kind} ${SHEET_TITLES[kind]}`).join('、'),
      }),
    job: (text: string) =>
      JOBS.find((job) => job === text) ?? refuse('job_wrong', { job: text, jobs: JOBS.join('、') }),
    month: (text: string): Month => {
      const month = Month.safeParse(text).data;
      if (month) return month;
      throw new JobError(sentence(ASSESSMENT_TEXT.month_wrong, language, { month: text }));
    },
    date: (date: string) => PlainDate.safeParse(date).data ?? refuse('date_wrong', { date }),
    area,
    areas: (codes: string): AreaCode[] => {
      const list = codes.split(/[\s,，]+/).filter((code) => code !== '');
      return list.length > 0 ? list.map(area) : refuseArea(codes);
    },
    role: (text: string): Role => {
      const role = Role.safeParse(text).data;
      if (role) return role;
      const roles = Role.options.map((one) => `${one} ${ROLE_TEXT[one][language]}`);
      const values = { role: text, roles: roles.join(language === 'en' ? ', ' : '、') };
      throw new JobError(sentence(TOKEN_JOB_TEXT.role_wrong, language, values));
    },
    rule: (text: string) => {
      const byName = REGISTERED.find(({ name }) => name === text)?.id;
      return (
        byName ??
        KnownRuleId.safeParse(text).data ??
        refuse('rule_wrong', { rule: text, rules: RULES.join('、') })
      );
    },
    count: (least: number, most: number) => (text: string) => {
      const count = Number(text);
      const fits = Number.isInteger(count) && count >= least && count <= most;
      return fits ? count : refuse('count_wrong', { count: text, least, most });
    },
  };
}
