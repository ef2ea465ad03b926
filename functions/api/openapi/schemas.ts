import type * as z from 'zod';
import { FIELD_RIGHTS } from '../../../shared/domain/access/fields.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { Flag, FlagState } from '../../../shared/domain/ledger/flag.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { FlagNote } from '../../../shared/domain/ledger/note.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { EmployerCode } from '../../../shared/domain/records/employer-code.ts';
import { Outcome } from '../../../shared/domain/records/evaluated.ts';
import {
  Confirmations,
  DutyPhone,
  Money,
  PersonName,
  PersonNumber,
  Phone,
  PositiveMoney,
  Text,
} from '../../../shared/domain/records/facts.ts';
import {
  Assessment,
  Coverage,
  DevelopmentPlan,
  Employment,
  HouseholdDeclaration,
  IncomeChannel,
  IncomeStatement,
  Linkage,
  PensionTransfer,
  TransferStep,
} from '../../../shared/domain/records/household-facts.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { FactId } from '../../../shared/domain/records/ids.ts';
import {
  Capacity,
  Member,
  MemberDeclaration,
  Service,
  Sex,
  Willingness,
  WorkDeclaration,
} from '../../../shared/domain/records/member.ts';
import type { PersonalKind } from '../../../shared/domain/records/personal.ts';
import { RevealableField } from '../../../shared/domain/records/revealed.ts';
import { RuleId } from '../../../shared/domain/records/rule-id.ts';
import { Scheme } from '../../../shared/domain/records/schemes.ts';
import { Industry, IndustryStatus } from '../../../shared/domain/records/site.ts';
import { KnownRuleId } from '../../../shared/domain/rules/registry.ts';
import { Reason } from '../../../shared/domain/rules/timeline.ts';
import { ROLE_TEXT } from '../../../shared/text/fact-words.ts';

interface Named {
  readonly schema: z.ZodType;
  readonly description: string;
  /** What JSON Schema can say of it and its zod schema does not tell. */
  readonly says?: Readonly<Record<string, unknown>>;
}

const covered = (kind: PersonalKind, sample: string): string => {
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

/**
 * Schemas that stand in many places, by the name under which the document has them once. Those of bodies and answers
 * name themselves.
 */
export const NAMED: Readonly<Record<string, Named>> = {
  Id: {
    schema: FactId,
    description: '编号：26 位 Crockford 三十二进制（ULID） · Id: 26 characters of Crockford’s base 32 (ULID)',
  },
  FlagId: {
    schema: FlagId,
    description:
      '问题编号：对象-规则[-成员] · Of a flag: its subject, its rule and, where it has one, its member',
  },
  PlainDate: {
    schema: PlainDate,
    description: '日期（北京时间），1900 年至 2199 年 · A day in Asia/Shanghai, 1900 to 2199',
    says: { format: 'date', pattern: '^(19|2[01])\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
  },
  AreaCode: {
    schema: AreaCode,
    description:
      '行政区划代码：2 省、4 市、6 县、9 乡镇、12 村 · Code of a division: 2 digits a province, 4 a city, 6 a county, 9 a township, 12 a village',
  },
  Text: {
    schema: Text,
    description: '一行文字，首尾空格不计，不含控制符 · A line of text: trimmed, without control characters',
  },
  Money: { schema: Money, description: '元，至多两位小数 · Yuan, at most two decimals' },
  PositiveMoney: {
    schema: PositiveMoney,
    description: '元，不为负，至多两位小数 · Yuan, not negative, at most two decimals',
  },
  IdNumber: {
    schema: IdNumber,
    description:
      '公民身份号码（GB 11643-1999），校验位必须正确；x 视作 X · ID number (GB 11643-1999) with a sound check sign; x is taken as X',
    says: { pattern: '^\\d{17}[\\dXx]$' },
  },
  EmployerCode: {
    schema: EmployerCode,
    description:
      '统一社会信用代码（GB 32100-2015），校验位必须正确 · Unified social credit code with a sound check sign',
  },
  PersonName: { schema: PersonName, description: `姓名，${covered('name', '示例甲')}` },
  PersonNumber: {
    schema: PersonNumber,
    description: `证件号码，${covered('idNumber', '511799199203050010')}`,
  },
  Phone: { schema: Phone, description: `电话，${covered('phone', '13800000002')}` },
  DutyPhone: { schema: DutyPhone, description: `安置点负责人电话，${covered('dutyPhone', '13900000001')}` },
  Confirmations: {
    schema: Confirmations,
    description: '核实过的日子 · Days on which somebody saw that it still held',
  },
  Role: { schema: Role, description: '角色 · Role' },
  Rule: {
    schema: KnownRuleId,
    description: '规则 R1 至 R9（达市府办函〔2019〕30号） · The rules, R1 to R9',
  },
  RuleId: {
    schema: RuleId,
    description:
      '规则编号；较新版本写入的数据可能含本版本没有的规则 · Number of a rule; data may name one that only a newer version has',
  },
  Outcome: {
    schema: Outcome,
    description:
      '结论：met 达标、at_risk 将失、gap 缺口、unknown 未查清、not_applicable 不适用 · What a rule says of a subject on a day',
  },
  FlagState: { schema: FlagState, description: '问题状态 · State of a flag' },
  FlagNote: { schema: FlagNote, description: '整改记录 · What was said with a step of a flag' },
  FlagStep: { schema: Flag.shape.history.def.element, description: '问题的一步 · A step that a flag took' },
  Scheme: { schema: Scheme, description: '险种或救助 · Scheme of insurance or relief' },
  Capacity: { schema: Capacity, description: '劳动技能 · Labour capacity' },
  Willingness: { schema: Willingness, description: '就业意愿 · Willingness to work' },
  Service: { schema: Service, description: '服役服刑 · Military service or custody' },
  Sex: { schema: Sex, description: '性别 · Sex' },
  RevealableField: {
    schema: RevealableField,
    description: '可申请查看全文的字段 · A field that can be seen in full on record',
  },
  TransferStep: {
    schema: TransferStep,
    description: '转移接续步骤，依次进行 · Step of a pension transfer, in this order',
  },
  IndustryStatus: { schema: IndustryStatus, description: '运营状态 · State of an industry' },
  Reason: {
    schema: Reason,
    description: '理由代码及其取值 · Why an outcome is what it is, as a code with its values',
  },
  Member: { schema: Member, description: '家庭成员 · Member of a household' },
  MemberDeclaration: {
    schema: MemberDeclaration,
    description: '成员年度申报 · What a year’s sheet declares of a member',
  },
  WorkDeclaration: {
    schema: WorkDeclaration,
    description: '申报的务工情况 · What a year’s sheet declares of work',
  },
  Employment: { schema: Employment, description: '就业 · A job spell of a member' },
  IncomeChannel: { schema: IncomeChannel, description: '增收渠道 · A channel of income that is no job' },
  IncomeStatement: { schema: IncomeStatement, description: '家庭年收入 · Yearly statement of income' },
  Linkage: { schema: Linkage, description: '利益联结 · How a household gains from an industry' },
  Coverage: { schema: Coverage, description: '保障 · Status in a scheme of insurance or relief' },
  HouseholdDeclaration: {
    schema: HouseholdDeclaration,
    description: '户年度申报 · What a year’s sheet declares of a household',
  },
  PensionTransfer: { schema: PensionTransfer, description: '养老保险关系转移接续 · Transfer of a pension' },
  PlanOnRecord: { schema: DevelopmentPlan, description: '产业发展规划 · Development plan of a household' },
  Assessment: {
    schema: Assessment,
    description: '低保、特困认定 · Whether the household qualifies for relief',
  },
  Industry: { schema: Industry, description: '产业 · Undertaking at or for a site' },
};
