import * as z from 'zod';
import { FIELD_RIGHTS } from '../domain/access/fields.ts';
import { openFieldsOn } from '../domain/access/mask.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Outcome } from '../domain/records/evaluated.ts';
import type { Household } from '../domain/records/household.ts';
import { MemberId } from '../domain/records/ids.ts';
import { RuleId } from '../domain/records/rule-id.ts';
import type { Site } from '../domain/records/site.ts';
import { REGISTRY } from '../domain/rules/registry.ts';
import { Reason } from '../domain/rules/timeline.ts';
import type { RecordWithFindings } from '../queries/records.ts';
import { closingText, findingText, type Names } from '../text/findings.ts';
import { namesOf } from '../text/names.ts';
import type { Language } from '../text/render.ts';

/** A finding with codes for programs, sentences for people, and the clause of the notice. */
export const FindingView = z
  .strictObject({
    rule: RuleId,
    member: MemberId.optional().meta({
      description: '成员编号；户或安置点的结论没有 · the member; none where the rule looks at the whole',
    }),
    outcome: Outcome,
    since: PlainDate.optional(),
    changesOn: PlainDate.optional(),
    reasons: z.array(Reason).meta({ description: '理由 · reasons' }),
    clause: z.string().meta({ description: '条款 · clause' }),
    sentences: z.array(z.string()).meta({ description: '理由的文字 · Why, a sentence a reason' }),
    closing: z.string().optional().meta({ description: '如何销号 · What would close it' }),
  })
  .meta({
    id: 'Finding',
    description: "一条规则对一个对象某日的结论 · One rule's outcome for one subject on a day",
  });
export type FindingView = z.infer<typeof FindingView>;

/** Returns the names of a record's members and facts, masked if the viewer may not see names. */
const namesFor = (viewer: Actor, record: Household | Site, language: Language): Names => {
  const names = namesOf(record, language);
  const { member } = names;
  if (!member || openFieldsOn(viewer, record).has('name')) return names;
  const mask = (name: string | undefined) => name && FIELD_RIGHTS.name.cover(name);
  return { ...names, member: (id) => mask(member(id)) };
};

/** Returns the findings of a record in sentences for a viewer. */
export function findingViews(
  viewer: Actor,
  { record, findings }: Pick<RecordWithFindings, 'record' | 'findings'>,
  language: Language,
): FindingView[] {
  const names = namesFor(viewer, record, language);
  return findings.map((finding) => {
    const { rule, member, outcome, since, changesOn, reasons } = finding;
    return {
      rule,
      member,
      outcome,
      since,
      changesOn,
      reasons: [...reasons],
      clause: REGISTRY[rule]?.clause.part ?? '',
      sentences: findingText(finding, language, names),
      closing: closingText(finding, language),
    };
  });
}
