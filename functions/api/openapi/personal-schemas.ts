import type * as z from 'zod';
import { FIELD_RIGHTS } from '../../../shared/domain/access/fields.ts';
import { DutyPhone, PersonName, PersonNumber, Phone } from '../../../shared/domain/records/facts.ts';
import type { PersonalKind } from '../../../shared/domain/records/personal.ts';
import { ROLE_TEXT } from '../../../shared/text/fact-words.ts';

/** How values of a kind are masked, with a sample, and which roles see them in full. */
const maskText = (kind: PersonalKind, sample: string): string => {
  const { cover, inFull } = FIELD_RIGHTS[kind];
  const roles = (language: 'zh-CN' | 'en') =>
    inFull.map((role) => ROLE_TEXT[role][language]).join(language === 'en' ? ', ' : '、');
  const zh = inFull.length > 0 ? `仅${roles('zh-CN')}在其管理的档案上可见全文` : '仅凭留痕的查看可见全文';
  const en =
    inFull.length > 0
      ? `in full only for ${roles('en')} on records that they manage`
      : 'in full only by a recorded reveal';
  return `遮盖为 \`${cover(sample)}\`，${zh} · Covered like \`${cover(sample)}\`, ${en}`;
};

interface PersonalSchema {
  readonly schema: z.ZodType;
  readonly description: string;
}

/**
 * Schemas of personal text by their name in the document. They are described here because the description names the
 * mask and the roles of shared/domain/access.
 */
export const PERSONAL_SCHEMAS: Readonly<Record<string, PersonalSchema>> = {
  PersonName: { schema: PersonName, description: `姓名，${maskText('name', '示例甲')}` },
  PersonNumber: {
    schema: PersonNumber,
    description: `证件号码，${maskText('idNumber', '511799199203050010')}`,
  },
  Phone: { schema: Phone, description: `电话，${maskText('phone', '13800000002')}` },
  DutyPhone: {
    schema: DutyPhone,
    description: `安置点负责人电话，${maskText('dutyPhone', '13900000001')}`,
  },
};
