import type { Role } from '../domain/records/actor.ts';
import type { TransferStep } from '../domain/records/household-facts.ts';
import type { LocalizedText } from '../domain/records/language.ts';
import type { Scheme } from '../domain/records/schemes.ts';

type Words<Code extends string> = Readonly<Record<Code, LocalizedText>>;

export const SCHEME_TEXT = {
  dibao: { 'zh-CN': '低保', en: 'subsistence allowance' },
  tekun: { 'zh-CN': '特困供养', en: 'destitute support' },
  resident_pension: { 'zh-CN': '城乡居民养老保险', en: "residents' pension" },
  employee_pension: { 'zh-CN': '城镇职工养老保险', en: "employees' pension" },
  resident_medical: { 'zh-CN': '城乡居民医保', en: "residents' medical insurance" },
  employee_medical: { 'zh-CN': '城镇职工医保', en: "employees' medical insurance" },
  temporary_relief: { 'zh-CN': '临时救助', en: 'temporary relief' },
  preferential: { 'zh-CN': '优抚', en: 'preferential treatment' },
} as const satisfies Words<Scheme>;

export const STEP_TEXT = {
  applied: { 'zh-CN': '提出申请', en: 'applied' },
  contact_letter_sent: { 'zh-CN': '发出联系函', en: 'contact letter sent' },
  info_received: { 'zh-CN': '收到参保信息', en: 'information received' },
  funds_transferred: { 'zh-CN': '划转基金', en: 'funds transferred' },
  completed: { 'zh-CN': '办结', en: 'completed' },
  rejected: { 'zh-CN': '不予受理', en: 'rejected' },
} as const satisfies Words<TransferStep>;

export const ROLE_TEXT = {
  hr_clerk: { 'zh-CN': '人社局经办人员', en: 'HR bureau clerk' },
  township_clerk: { 'zh-CN': '乡镇干部', en: 'township clerk' },
  benefits_clerk: { 'zh-CN': '民政、医保、社保经办人员', en: 'benefits clerk' },
  county_lead: { 'zh-CN': '县级分管领导', en: 'county lead' },
  city_lead: { 'zh-CN': '市级领导', en: 'city lead' },
  admin: { 'zh-CN': '系统管理员', en: 'administrator' },
} as const satisfies Words<Role>;
