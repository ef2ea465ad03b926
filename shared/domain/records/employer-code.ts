import * as z from 'zod';

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Computes the check character of 17 characters, weighted by powers of 3 modulo 31 (GB 32100-2015). */
export function employerCheckSign(signs: string): string {
  let weight = 1;
  let sum = 0;
  for (const sign of signs.slice(0, 17)) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return SIGNS.charAt((31 - (sum % 31)) % 31);
}

/** 统一社会信用代码 (GB 32100-2015): 18 characters without I O S V Z, the last a check character. */
export const EmployerCode = z
  .string()
  .normalize('NFKC')
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { error: 'employer_code_form' })
  .refine((code) => employerCheckSign(code) === code[17], { error: 'employer_code_check' })
  .brand<'EmployerCode'>()
  .meta({
    id: 'EmployerCode',
    description:
      '统一社会信用代码（GB 32100-2015），校验位必须正确 · Unified social credit code with a sound check sign',
  });
export type EmployerCode = z.infer<typeof EmployerCode>;
