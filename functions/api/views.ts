import { masked } from '../../shared/access/mask.ts';
import type { Looked } from '../../shared/findings.ts';
import type { Flag } from '../../shared/ledger/flag.ts';
import { RULES } from '../../shared/records/evaluated.ts';
import { REGISTRY } from '../../shared/rules/index.ts';
import type { Finding } from '../../shared/rules/timeline.ts';
import { outcomesOf, type Summary } from '../../shared/table/summary.ts';
import { namesOf } from '../../shared/text/names.ts';
import { closingText, findingText, type Language, type Names } from '../../shared/text/render.ts';

/** A finding as it is shown: codes for programs, sentences for people, the clause of the notice. */
const findingView = (finding: Finding, names: Names, language: Language) => ({
  ...finding,
  clause: REGISTRY[finding.rule].clause,
  sentences: findingText(finding, language, names),
  closing: closingText(finding, language),
});

export const findingsView = ({ record, findings }: Looked, language: Language) => {
  const names = namesOf(record);
  return findings.map((finding) => findingView(finding, names, language));
};

/** A record with its findings and flags; what the table keeps for itself stays there. */
export const recordView = (looked: Looked, language: Language) => {
  const { evaluated: _, ...record } = looked.record;
  return masked({ ...record, findings: findingsView(looked, language), flags: looked.flags });
};

/** A line of a list. */
export const summaryView = ({ outcomes, holdsFrom: _, under: __, ...summary }: Summary) => ({
  ...summary,
  // In the order of the rules: the table keeps the fields of a map in none.
  outcomes: Object.fromEntries(
    RULES.flatMap((rule) => (outcomes[rule] === undefined ? [] : [[rule, outcomesOf(outcomes[rule])]])),
  ),
});

export const flagView = ({ history: _, ...flag }: Flag) => flag;
