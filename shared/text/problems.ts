import type { LocalizedText } from '../domain/records/language.ts';

interface ProblemText {
  readonly title: LocalizedText;
  /** The remedy for the reader. */
  readonly detail: LocalizedText;
}

/** Titles of error responses by status (RFC 9110). */
export const PROBLEM_TEXT = {
  400: {
    title: { 'zh-CN': '请求有误', en: 'Bad request' },
    detail: {
      'zh-CN': '请按 errors 中逐项的说明改正后重试',
      en: 'Put right what errors says, item by item, and try again',
    },
  },
  401: {
    title: { 'zh-CN': '未登录', en: 'Not signed in' },
    detail: {
      'zh-CN': '请登录后在 Authorization 头中附上令牌（Bearer）',
      en: 'Please sign in and send the token in the Authorization header (Bearer)',
    },
  },
  403: {
    title: { 'zh-CN': '无权办理', en: 'Not permitted' },
    detail: {
      'zh-CN': '您的身份不能办理此项，请联系有权限的人员',
      en: 'Your role may not do this; please ask somebody whose role may',
    },
  },
  404: {
    title: { 'zh-CN': '未找到', en: 'Not found' },
    detail: {
      'zh-CN': '没有这个地址，或没有这条记录，请核对',
      en: 'There is no such address or no such record; please check it',
    },
  },
  405: {
    title: { 'zh-CN': '方法不对', en: 'Method not allowed' },
    detail: {
      'zh-CN': '这个地址只接受 Allow 头中列出的方法',
      en: 'This address takes only the methods that the Allow header lists',
    },
  },
  409: {
    title: { 'zh-CN': '与现有记录冲突', en: 'Conflict' },
    detail: {
      'zh-CN': '请按 errors 的说明核对现有记录',
      en: 'Please compare with what is on record, as errors says',
    },
  },
  412: {
    title: { 'zh-CN': '记录已被修改', en: 'Changed meanwhile' },
    detail: {
      'zh-CN': '请重新读取该记录，核对后再提交',
      en: 'Please read the record again, compare, and send anew',
    },
  },
  413: {
    title: { 'zh-CN': '内容过大', en: 'Too large' },
    detail: {
      'zh-CN': '每次最多提交 1 MB，请分次提交或用表格导入',
      en: 'At most 1 MB at a time; please send it in parts or import a sheet',
    },
  },
  415: {
    title: { 'zh-CN': '内容类型不对', en: 'Unsupported media type' },
    detail: {
      'zh-CN': '请以 application/json（UTF-8，不压缩）提交',
      en: 'Please send application/json (UTF-8, not compressed)',
    },
  },
  422: {
    title: { 'zh-CN': '不能这样办理', en: 'Cannot be done like this' },
    detail: {
      'zh-CN': '请按 errors 中逐项的说明改正后重试',
      en: 'Put right what errors says, item by item, and try again',
    },
  },
  429: {
    title: { 'zh-CN': '过于频繁', en: 'Too many requests' },
    detail: {
      'zh-CN': '查询过于频繁，请在 Retry-After 所示的秒数之后再试',
      en: 'Too many of these; please try again after the seconds that Retry-After says',
    },
  },
  500: {
    title: { 'zh-CN': '系统内部错误', en: 'Internal error' },
    detail: {
      'zh-CN': '请把 instance 的值告知管理员，据此可在日志中查到原因',
      en: 'Please give the value of instance to the administrator, who finds the cause by it in the log',
    },
  },
  503: {
    title: { 'zh-CN': '系统繁忙', en: 'Busy' },
    detail: {
      'zh-CN': '请稍后重试；提交过的请求请带原来的 Idempotency-Key 重试，不会重复办理',
      en: 'Please try again shortly; with the same Idempotency-Key nothing is done twice',
    },
  },
} as const satisfies Record<number, ProblemText>;

export type ProblemStatus = keyof typeof PROBLEM_TEXT;
