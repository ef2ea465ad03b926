import type { Catalogue } from '../domain/records/language.ts';

/** Errors and assumptions of a file, a row or a cell of a sheet, with the remedy. */
export const SHEET_TEXT = {
  // the file as a whole
  file_empty: { 'zh-CN': '文件是空的，请重新选择', en: 'The file is empty; choose another one' },
  file_too_large: {
    'zh-CN': '文件超过 {limit} MB，请拆成几个文件后再导入',
    en: 'The file is larger than {limit} MB; split it into several files',
  },
  not_a_spreadsheet: {
    'zh-CN': '这不是电子表格，请用 .xlsx 或 .csv 文件',
    en: 'This is no spreadsheet; use an .xlsx or .csv file',
  },
  web_page: {
    'zh-CN': '这个文件其实是网页格式，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入',
    en: 'This file is really a web page; open it in Excel or WPS, save it as .xlsx and import that',
  },
  xls: {
    'zh-CN': '这是旧版 .xls 格式（改扩展名不会改变格式），请用 Excel 或 WPS 打开后另存为 .xlsx 再导入',
    en: 'This is the old .xls format, whatever its name; open it in Excel or WPS, save it as .xlsx and import that',
  },
  xlsb: {
    'zh-CN': '这是二进制 .xlsb 格式，请另存为 .xlsx 再导入',
    en: 'This is the binary .xlsb format; save it as .xlsx and import that',
  },
  workbook_encrypted: {
    'zh-CN': '文件设有打开密码，请取消密码、保存后再导入',
    en: 'The file is protected by a password; take the password off, save it and import it again',
  },
  workbook_broken: {
    'zh-CN': '工作簿已损坏，请用 Excel 或 WPS 打开后另存为新的 .xlsx 再导入',
    en: 'The workbook is broken; open it in Excel or WPS, save it as a new .xlsx and import that',
  },
  archive_broken: {
    'zh-CN': '文件不完整或已损坏，请重新保存或重新下载后再导入',
    en: 'The file is incomplete or broken; save it or download it anew',
  },
  archive_too_large: {
    'zh-CN': '文件解压后超过 {limit} MB，未读取；请删去多余的工作表和空白格式，或拆成几个文件',
    en: 'Unpacked the file would exceed {limit} MB, so it was not read; delete needless sheets and formats, or split it',
  },
  sheet_too_far: {
    'zh-CN': '表中在第 {rows} 行以下或第 {columns} 列以右还有内容，请清除这些单元格，或拆成几个文件',
    en: 'There are filled cells below row {rows} or right of column {columns}; clear them, or split the file',
  },
  encoding_unknown: {
    'zh-CN': '无法识别文字编码，请另存为 UTF-8 编码的 .csv 或 .xlsx',
    en: 'The encoding is not known; save the file as .csv in UTF-8, or as .xlsx',
  },
  csv_malformed: {
    'zh-CN': '第 {line} 行附近的引号不成对，请改正，或另存为 .xlsx',
    en: 'Quotes do not match near line {line}; mend them, or save the file as .xlsx',
  },
  header_not_found: {
    'zh-CN': '前 {rows} 行里没有找到表头。应有的列：{columns}。请核对导入的种类，或下载模板',
    en: 'No header in the first {rows} rows. Columns looked for: {columns}. Check the kind of sheet, or use the template',
  },
  header_near: {
    'zh-CN': '没有找到表头，第 {row} 行最接近。应有的列：{columns}。请核对导入的种类，或下载模板',
    en: 'No header; row {row} comes nearest. Columns looked for: {columns}. Check the kind of sheet, or use the template',
  },
  columns_missing: {
    'zh-CN': '第 {row} 行的表头缺少这些列：{columns}。请补上后再导入',
    en: 'The header in row {row} lacks these columns: {columns}. Add them and import again',
  },
  heading_twice: {
    'zh-CN': '“{heading}”一列出现了两次（或有两列意思相同），请只留一列',
    en: 'The column “{heading}” stands twice, or under two names; keep one of them',
  },
  too_many_rows: {
    'zh-CN': '超过 {limit} 行，请按乡镇拆成几个文件后再导入',
    en: 'More than {limit} rows; split the sheet into several files, for example by township',
  },

  // a cell
  cell_empty: { 'zh-CN': '必填，不能为空', en: 'Must not be empty' },
  text_empty: { 'zh-CN': '不能为空', en: 'Must not be empty' },
  text_too_long: {
    'zh-CN': '有 {length} 个字，最多 {limit} 个，请缩短',
    en: '{length} characters long; at most {limit} are allowed',
  },
  text_control_characters: {
    'zh-CN': '含有看不见的控制字符，请重新输入这个单元格',
    en: 'Has invisible control characters; type the cell again',
  },
  formula_text: {
    'zh-CN': '是公式的文字而不是结果，请复制后“粘贴为数值”',
    en: 'Is the text of a formula and not its result; copy it and paste it as a value',
  },
  formula_error: {
    'zh-CN': '公式出错（{error}），请改正公式或直接填写结果',
    en: 'The formula failed ({error}); mend it or type the result',
  },
  formula_not_calculated: {
    'zh-CN': '公式还没有算出结果，请用 Excel 或 WPS 打开、保存后再导入，或直接填写结果',
    en: 'The formula has not been calculated; open and save the file in Excel or WPS, or type the result',
  },
  number_malformed: { 'zh-CN': '不是数字，请只填数字', en: 'Is no number; type digits only' },
  number_not_whole: { 'zh-CN': '应为整数', en: 'Must be a whole number' },
  number_out_of_range: { 'zh-CN': '应在 {min} 到 {max} 之间', en: 'Must lie between {min} and {max}' },
  number_digits_lost: {
    'zh-CN': '长号码按数字存放，后面的位数已丢失；请把这一列设为文本格式，再重新填写号码',
    en: 'The long number was kept as a number and has lost its last digits; format the column as text and type it again',
  },
  yes_no_malformed: { 'zh-CN': '请填“是”或“否”', en: 'Write 是 or 否 (yes or no)' },
  value_not_in_list: {
    'zh-CN': '不在可填的值之内。可填：{allowed}。最接近的是“{nearest}”',
    en: 'Is not one of the values allowed: {allowed}. The nearest is “{nearest}”',
  },
  id_number_digits_lost: {
    'zh-CN': '身份证号码按数字存放，最后几位已丢失，无法还原；请把这一列设为文本格式，再重新填写号码',
    en: 'The ID number was kept as a number, its last digits are lost; format the column as text and type it again',
  },
  id_number_form: {
    'zh-CN': '身份证号码应为 18 位（最后一位可以是 X），残疾证号码 20 或 22 位；现为 {length} 位',
    en: 'An ID number has 18 digits (the last may be X), a disability certificate 20 or 22; this one has {length}',
  },
  id_number_birth_date: {
    'zh-CN': '身份证号码中的出生日期不存在，请核对第 7 到 14 位',
    en: 'The date of birth in the ID number does not exist; check digits 7 to 14',
  },
  id_number_check: {
    'zh-CN': '身份证号码的校验位不对，请对照证件逐位核对',
    en: 'The check digit of the ID number is wrong; compare every digit with the card',
  },
  employer_code_form: {
    'zh-CN': '统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）；现为 {length} 位',
    en: 'A unified social credit code has 18 digits and capitals (no I, O, S, V, Z); this one has {length}',
  },
  employer_code_check: {
    'zh-CN': '统一社会信用代码的校验位不对，请对照营业执照核对',
    en: 'The check sign of the unified social credit code is wrong; compare it with the licence',
  },
  date_malformed: {
    'zh-CN': '不是日期，请写成 2026-03-01 这样',
    en: 'Is no date; write it like 2026-03-01',
  },
  date_not_in_calendar: {
    'zh-CN': '日历上没有这一天，请核对',
    en: 'There is no such day in the calendar',
  },
  date_out_of_range: {
    'zh-CN': '日期应在 1900 年到 2199 年之间',
    en: 'The date must lie between 1900 and 2199',
  },
  date_open_start: {
    'zh-CN': '开始的日期不能填“至今”，请填具体日期',
    en: 'A start cannot be 至今 (until now); give the day',
  },
  date_january_or_october: {
    'zh-CN': '按数字存放，分不清是 1 月还是 10 月；请写成 2026-10 这样的文本',
    en: 'Kept as a number it may be January or October; write it as text like 2026-10',
  },
  area_malformed: {
    'zh-CN': '行政区划代码应为 9 位（乡镇）或 12 位（村）数字',
    en: 'An area code has 9 digits (township) or 12 (village)',
  },

  // what was assumed; the row is read
  line_break_joined: { 'zh-CN': '换行已改为空格', en: 'Line breaks became spaces' },
  amount_rounded: { 'zh-CN': '已四舍五入到分：{amount}', en: 'Rounded to two decimals: {amount}' },
  month_taken_as_first_day: {
    'zh-CN': '只填到月，按当月第一天 {date} 处理',
    en: 'A month without a day was taken as its first day, {date}',
  },
  month_taken_as_last_day: {
    'zh-CN': '只填到月，按当月最后一天 {date} 处理',
    en: 'A month without a day was taken as its last day, {date}',
  },
  taken_from_merged_cell: {
    'zh-CN': '取自上方的合并单元格',
    en: 'Taken from the merged cell above',
  },
} as const satisfies Catalogue;
