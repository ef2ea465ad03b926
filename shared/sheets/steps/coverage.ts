import { SCHEMES } from '../../records/schemes.ts';
import { differing, householdOf, isEmpty, type KindSteps, memberNumbered } from './kind-steps.ts';

/** 保障台账: the same scheme, status and start of the same member or household is the same entry. */
export const COVERAGE_STEPS: KindSteps<'coverage'> = {
  kind: 'coverage',
  subject: 'household',
  target: ({ idNumber }, referents) => ({ id: householdOf(referents, idNumber) }),
  about: ({ idNumber, scheme, status, from }) => `${idNumber} ${scheme} ${status} ${from}`,
  steps: ({ idNumber, name, scheme, status, from, until, monthly }, household) => {
    const member = memberNumbered(household, { idNumber, name });
    const memberId = SCHEMES[scheme].subject === 'member' ? member.id : undefined;
    const known = household?.coverages.find(
      (one) =>
        !one.voided &&
        one.memberId === memberId &&
        one.scheme === scheme &&
        one.status === status &&
        one.from === from,
    );
    if (!known) {
      const input = { memberId, scheme, status, from, until, monthly };
      return { steps: [{ name: 'log-coverage', input }], creates: true };
    }
    const changes = differing(known, { until, monthly });
    return {
      steps: isEmpty(changes) ? [] : [{ name: 'correct-coverage', input: { id: known.id, changes } }],
      creates: false,
    };
  },
  fields: { memberId: 'idNumber' },
};
