import type { ActRequest } from '../../../shared/act/act.ts';
import { MemberId, type SiteId } from '../../../shared/domain/records/ids.ts';
import { family } from '../../families.ts';

/** A household at a site, all of its people without medical cover or pension: about two flags each. */
export const uncovered = (n: number, place: SiteId, people: number): ActRequest => {
  const { subject, steps } = family(n, people, place);
  const members = steps.flatMap(({ name, input }) =>
    name === 'register-household' ? (input.members ?? []) : [],
  );
  const schemes = {
    ...{ resident_medical: false, employee_medical: false },
    ...{ resident_pension: false, employee_pension: false },
  };
  const declarations = members.map(({ id }) => ({
    name: 'declare-member-year' as const,
    input: { memberId: MemberId.parse(id), year: 2026, schemes },
  }));
  return { subject, steps: [...steps, ...declarations] };
};
