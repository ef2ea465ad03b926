import type { Right } from '../../../../shared/domain/access/rights.ts';
import type { Role } from '../../../../shared/domain/records/actor.ts';

/** Who has which right, and whether from the origin too, as product.md has it: written out once more on purpose. */
export const EXPECTED_RIGHTS: Readonly<
  Record<Right, { readonly fromOrigin: boolean; readonly roles: readonly Role[] }>
> = {
  read: {
    fromOrigin: true,
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'],
  },
  look_up: { fromOrigin: true, roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] },
  reveal: { fromOrigin: false, roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] },
  keep_households: { fromOrigin: false, roles: ['township_clerk', 'county_lead', 'admin'] },
  keep_employments: { fromOrigin: false, roles: ['hr_clerk', 'township_clerk', 'county_lead', 'admin'] },
  keep_coverages: { fromOrigin: false, roles: ['township_clerk', 'benefits_clerk', 'county_lead', 'admin'] },
  move_pensions: { fromOrigin: false, roles: ['benefits_clerk', 'county_lead', 'admin'] },
  keep_sites: { fromOrigin: false, roles: ['township_clerk', 'county_lead', 'admin'] },
  open_flags: { fromOrigin: false, roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] },
  work_flags: { fromOrigin: false, roles: ['hr_clerk', 'township_clerk', 'benefits_clerk'] },
  settle_flags: { fromOrigin: false, roles: ['county_lead'] },
  keep_settings: { fromOrigin: false, roles: ['admin'] },
  re_evaluate: {
    fromOrigin: false,
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'admin'],
  },
  acknowledge: { fromOrigin: false, roles: ['township_clerk', 'county_lead', 'city_lead'] },
  oversee: { fromOrigin: true, roles: ['county_lead', 'city_lead', 'admin'] },
};

/** Which right each command asks for; a new command has to be entered here. */
export const EXPECTED_COMMANDS: Readonly<Partial<Record<Right, readonly string[]>>> = {
  reveal: ['reveal'],
  open_flags: ['open-flag'],
  work_flags: ['note-flag', 'submit-flag'],
  settle_flags: words('assign-flag verify-flag return-flag waive-flag'),
  acknowledge: [],
  oversee: [],
  re_evaluate: ['re-evaluate-household'],
  keep_households: words(`
    register-household correct-household move-in dissolve-household record-conditions record-income-statement
    add-member correct-member member-left member-died log-income-channel correct-income-channel end-income-channel
    record-channel-amount confirm-income-channel void-income-channel add-linkage correct-linkage end-linkage
    record-linkage-amount confirm-linkage void-linkage log-plan correct-plan end-plan void-plan
    log-household-support`),
  keep_employments: words(`
    record-capacity record-willingness record-schooling record-service record-refusal void-refusal log-employment
    end-employment correct-employment confirm-employment void-employment`),
  keep_coverages: words(`
    declare-household-year declare-member-year log-coverage correct-coverage end-coverage void-coverage assess
    void-assessment`),
  move_pensions: words('start-pension-transfer record-transfer-step void-pension-transfer'),
  keep_sites: words(`
    register-site correct-site vacate-site add-industry correct-industry record-industry-status
    record-industry-leading confirm-industry void-industry log-site-support re-evaluate-site`),
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** The right that a command is expected to ask for; undefined where nobody has said. */
export const expectedRightOf = (command: string): Right | undefined =>
  (Object.keys(EXPECTED_COMMANDS) as Right[]).find((right) => EXPECTED_COMMANDS[right]?.includes(command));
