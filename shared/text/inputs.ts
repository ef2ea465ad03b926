import type { Catalogue } from '../domain/records/language.ts';
import { CHANNEL_FIELD_TEXT } from './channels.ts';

/** Errors of an input's fields with the remedy, by the error code of the schemas. */
export const FIELD_TEXT = {
  ...CHANNEL_FIELD_TEXT,
  area_malformed: {
    'zh-CN': '行政区划代码格式不对，应为2、4、6、9或12位数字，请核对',
    en: 'An area code has 2, 4, 6, 9 or 12 digits; please check it',
  },
  cursor_malformed: {
    'zh-CN': '翻页位置无法识别，请从第一页重新开始',
    en: 'The place to go on from is not known; please start again from the first page',
  },
  date_out_of_range: {
    'zh-CN': '日期超出范围，应在1900年至2199年之间，请核对年份',
    en: 'A date lies between 1900 and 2199; please check the year',
  },
  employer_code_form: {
    'zh-CN': '统一社会信用代码应为18位数字和大写字母（不含I、O、S、V、Z），请核对',
    en: 'A unified social credit code has 18 digits and capitals, none of them I, O, S, V or Z; please check it',
  },
  employer_code_check: {
    'zh-CN': '统一社会信用代码校验不通过，请对照营业执照核对',
    en: 'The check sign of the unified social credit code is wrong; please compare it with the licence',
  },
  evidence_malformed: {
    'zh-CN': '佐证应为https://开头的网址，或文件名称、文号，不接受其他链接，请核对',
    en: 'Evidence is an https:// address, or the name or number of a document, and no other link; please check it',
  },
  channel_id_twice: {
    'zh-CN': '通道编号重复，请为每个通道取不同的编号',
    en: 'Two channels have the same id; please give each its own',
  },
  field_twice: {
    'zh-CN': '同一字段选择了两次，请每个字段只选一次',
    en: 'A field is named twice; please name each once',
  },
  flag_twice: {
    'zh-CN': '同一问题选择了两次，请每个只选一次',
    en: 'A flag is named twice; please name each once',
  },
  id_malformed: {
    'zh-CN': '记录编号格式不对，请从页面或列表重新打开该记录',
    en: 'The id of the record is malformed; please open the record again from a list',
  },
  id_number_form: {
    'zh-CN': '身份证号码应为18位，末位是数字或X，请核对',
    en: 'An ID number has 18 signs, the last a digit or X; please check it',
  },
  id_number_birth_date: {
    'zh-CN': '身份证号码第7至14位不是真实日期，请核对',
    en: 'Digits 7 to 14 of the ID number are no real date; please check it',
  },
  id_number_check: {
    'zh-CN': '身份证号码校验不通过，可能有一位录错，请对照证件核对',
    en: 'The check sign of the ID number is wrong; please compare it with the card',
  },
  if_match_malformed: {
    'zh-CN': 'If-Match应为读取该记录时ETag头的原样内容，如"3"',
    en: 'If-Match is the ETag of the record as it was read, like "3"',
  },
  if_match_of_many: {
    'zh-CN': '批量办理涉及多份档案，不能使用If-Match，请去掉',
    en: 'What is done to many has no version to match; please leave If-Match out',
  },
  idempotency_key_malformed: {
    'zh-CN': 'Idempotency-Key应为1至255个可见的英文字符，如UUID',
    en: 'An Idempotency-Key has 1 to 255 visible ASCII characters, like a UUID',
  },
  instant_malformed: {
    'zh-CN': '时刻应写作2026-06-15T08:00:00+08:00（网址中的加号写作%2B）',
    en: 'An instant is written 2026-06-15T08:00:00+08:00 (in a URL the plus sign is %2B)',
  },
  json_malformed: {
    'zh-CN': '内容不是有效的JSON（UTF-8），请核对引号、逗号和括号',
    en: 'The body is no valid JSON (UTF-8); please check quotes, commas and brackets',
  },
  json_too_deep: {
    'zh-CN': 'JSON嵌套过深，请按接口文档的格式提交',
    en: 'The JSON is nested too deeply; please send it as the documentation says',
  },
  json_too_many: {
    'zh-CN': '列表过长，每个列表不超过1000项，请分次提交',
    en: 'A list is too long; at most 1000 items each, please send it in parts',
  },
  json_key_twice: {
    'zh-CN': 'JSON中同一字段出现两次，请只保留一个',
    en: 'The JSON has the same key twice; please keep one of them',
  },
  json_key_forbidden: {
    'zh-CN': 'JSON中含有不允许的字段名（如__proto__），请删除',
    en: 'The JSON has a key that is not allowed (like __proto__); please take it out',
  },
  nothing_given: {
    'zh-CN': '没有要修改的内容，请至少填写一项',
    en: 'There is nothing to change; please give at least one field',
  },
  limit_out_of_range: {
    'zh-CN': '每页条数应为1至200的整数',
    en: 'The number of items on a page is a whole number from 1 to 200',
  },
  money_two_decimals: {
    'zh-CN': '金额以元为单位，最多保留两位小数',
    en: 'An amount is in yuan with at most two decimals',
  },
  money_negative: {
    'zh-CN': '金额不能为负数',
    en: 'The amount cannot be negative',
  },
  purpose_too_short: {
    'zh-CN': '用途写得太短，请写明为什么要查看（至少4个字）',
    en: 'The purpose is too short; please say what for, in at least 4 characters',
  },
  setting_not_whole_between: {
    'zh-CN': '填的是{value}，应为{least}至{most}的整数，请修改',
    en: 'This is {value}; please give a whole number from {least} to {most}',
  },
  setting_not_between: {
    'zh-CN': '填的是{value}，应在{least}至{most}之间，请修改',
    en: 'This is {value}; please give a number from {least} to {most}',
  },
  text_empty: {
    'zh-CN': '此项不能为空，请填写',
    en: 'This cannot be empty; please fill it in',
  },
  text_too_long: {
    'zh-CN': '文字过长，最多500字，请精简',
    en: 'The text is too long; at most 500 characters',
  },
  text_personal_number: {
    'zh-CN': '文字中含有身份证号码或手机号，看到档案的人都能看到；请删去号码，需要时请按姓名或人口编号指明',
    en: 'The text has an ID number or a mobile number, which everybody who sees the record would read; please take it out',
  },
  text_control_characters: {
    'zh-CN': '文字中含有换行或不可见的控制字符，请删除后重新填写',
    en: 'The text has line breaks or invisible control characters; please take them out',
  },
} as const satisfies Catalogue;

/** The same for what the schema library itself finds wrong, by the code of its issue. */
export const ISSUE_TEXT = {
  invalid_type: {
    'zh-CN': '此项未填写或类型不对，请核对',
    en: 'This is missing or of the wrong type; please check it',
  },
  invalid_format: {
    'zh-CN': '格式不对，请核对（日期格式为2026-06-15）',
    en: 'The form is wrong; please check it (a date is written 2026-06-15)',
  },
  invalid_value: {
    'zh-CN': '不是可选的值，请从列表中选择',
    en: 'This is none of the values to choose from; please pick one of the list',
  },
  invalid_choice: {
    'zh-CN': '未填写，或不是可选的值；可选：{choices}',
    en: 'This is missing, or none of the values to choose from: {choices}',
  },
  too_small: {
    'zh-CN': '数值太小或内容太少，请核对',
    en: 'This is too small or too short; please check it',
  },
  too_big: {
    'zh-CN': '数值太大或内容太多，请核对',
    en: 'This is too large or too long; please check it',
  },
  not_multiple_of: {
    'zh-CN': '小数位数过多，请核对',
    en: 'This has too many decimals; please check it',
  },
  unrecognized_keys: {
    'zh-CN': '含有系统不认识的字段，请删除多余字段',
    en: 'There are fields that are not known; please take them out',
  },
  invalid_union: {
    'zh-CN': '内容不符合任何一种允许的形式，请核对',
    en: 'This fits none of the forms allowed; please check it',
  },
  invalid_key: {
    'zh-CN': '项目名称不正确，请核对',
    en: 'The name of an entry is wrong; please check it',
  },
  invalid_element: {
    'zh-CN': '其中有一项不正确，请核对',
    en: 'One of the entries is wrong; please check it',
  },
  custom: {
    'zh-CN': '内容不正确，请核对',
    en: 'This is not right; please check it',
  },
} as const satisfies Catalogue;
