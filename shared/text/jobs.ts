import type { Catalogue } from '../domain/records/language.ts';

/** Texts of jobs at a terminal. */
export const JOB_TEXT = {
  header_row: { 'zh-CN': '表头在第 {row} 行', en: 'The header is row {row}' },
  unknown_columns: {
    'zh-CN': '未识别的列（不导入）：{columns}',
    en: 'Columns that are not known here (left out): {columns}',
  },
  sheet_previewed: {
    'zh-CN':
      '{file}：将新增 {created} 行，修改 {changed} 行，无变化 {unchanged} 行，不能导入 {refused} 行（预览，未写入）',
    en: '{file}: {created} rows would be created, {changed} changed, {unchanged} are unchanged, {refused} refused (preview, nothing written)',
  },
  sheet_imported: {
    'zh-CN': '{file}：新增 {created} 行，修改 {changed} 行，无变化 {unchanged} 行，未导入 {refused} 行',
    en: '{file}: {created} rows created, {changed} changed, {unchanged} unchanged, {refused} refused',
  },
  no_rows: { 'zh-CN': '表里没有数据行', en: 'There are no rows of data in the sheet' },
  nothing_new: {
    'zh-CN': '表中内容均已在册，未写入任何数据',
    en: 'All of it is on record already; nothing was written',
  },
  refused_written: {
    'zh-CN': '未导入的行已写入 {file}，改正后可直接再次导入',
    en: 'The refused rows are in {file}: mend them there and import that file',
  },
  refused_hint: {
    'zh-CN': '加 --refused <文件> 可把未导入的行连同原因另存为表格',
    en: 'Add --refused <file> to get the refused rows as a sheet, with the reasons',
  },
  row_created: { 'zh-CN': '第 {row} 行 新增：{changes}', en: 'row {row} new: {changes}' },
  row_changed: { 'zh-CN': '第 {row} 行 修改：{changes}', en: 'row {row} changes: {changes}' },
  change: { 'zh-CN': '{path}：{from} → {to}', en: '{path}: {from} → {to}' },
  template_written: { 'zh-CN': '模板已写入 {file}', en: 'The template is in {file}' },
  audit_done: {
    'zh-CN':
      '核查 {on}：{townships} 个乡镇，查看 {looked} 份档案，到期 {due} 户，安置点 {sites} 个，更新 {changed} 份',
    en: 'Audit of {on}: {townships} townships, {looked} records looked at, {due} households due, {sites} sites, {changed} records changed',
  },
  audit_failed: {
    'zh-CN': '{failed} 份档案未能核查，{missing} 个乡镇未完成；原因见日志，再次运行即可补齐',
    en: '{failed} records failed and {missing} townships did not report; the log says why, and the next run tries again',
  },
  reconciling: { 'zh-CN': '正在核对', en: 'Reconciling' },
  reconciled: {
    'zh-CN': '核对 {looked} 份档案：{differences} 处不一致，{due} 份到期待核查',
    en: '{looked} records reconciled: {differences} differ, {due} are due at the next audit',
  },
  difference: { 'zh-CN': '{id}：{aspects} 与事实不一致', en: '{id}: {aspects} do not agree with the facts' },
  repaired: { 'zh-CN': '{id}：{aspects} 已修复', en: '{id}: {aspects} repaired' },
  reconcile_failed: {
    'zh-CN': '以下档案未能核对或修复，原因见日志：{failed}',
    en: 'These records could not be looked at or repaired, and the log says why: {failed}',
  },
  repair_hint: { 'zh-CN': '加 --repair 可修复', en: 'Add --repair to put them right' },
  rehash_progress: { 'zh-CN': '正在用新密钥登记人员', en: 'Claiming people under the new key' },
  rehash_rotated: {
    'zh-CN': '已换新密钥，原密钥在全部人员重新登记前继续有效',
    en: 'There is a new key; the one before stays valid until everybody is claimed under the new one',
  },
  rehash_under_way: {
    'zh-CN': '上一次换密钥尚未结束，接着做，不再另换',
    en: 'The last rotation is not finished: it goes on, and no other key is made',
  },
  rehash_done: {
    'zh-CN': '查看 {looked} 户，补登记 {missing} 条',
    en: '{looked} households looked at, {missing} claims written',
  },
  rehash_looked: {
    'zh-CN': '查看 {looked} 户，缺 {missing} 条登记',
    en: '{looked} households looked at, {missing} claims missing',
  },
  rehash_failed: {
    'zh-CN': '以下户未能处理，原因见日志；排除后请再次运行：{failed}',
    en: 'These households failed; the log says why. Remove the cause and run this again: {failed}',
  },
  rehash_then_finish: {
    'zh-CN': '下一步：npm run houfu -- rehash --finish，弃用原密钥',
    en: 'Next: npm run houfu -- rehash --finish, which drops the key before',
  },
  rehash_then_elsewhere: {
    'zh-CN': '下一步：rehash --finish 核对无缺后，从密钥所在处删去原密钥（previous）',
    en: 'Next: rehash --finish looks that none is missing; then take the key before (previous) out where the keys are kept',
  },
  rehash_not_all: {
    'zh-CN': '还有 {missing} 条登记未补，原密钥仍须保留：请再运行一次 npm run houfu -- rehash',
    en: '{missing} claims are still missing and the key before is kept: run npm run houfu -- rehash once more',
  },
  rehash_drop_elsewhere: {
    'zh-CN': '登记齐全，可以从密钥所在处删去原密钥（previous）；随后运行 reconcile --repair 清理原登记',
    en: 'Everybody is claimed under the current key: take the key before (previous) out where the keys are kept, then clear its claims with reconcile --repair',
  },
  rehash_finished: {
    'zh-CN': '原密钥已弃用；原登记可用 npm run houfu -- reconcile --repair 清理',
    en: 'The key before is dropped; npm run houfu -- reconcile --repair clears the claims under it',
  },
  rehash_nothing_to_finish: { 'zh-CN': '没有原密钥需要弃用', en: 'There is no key before to drop' },
  rehash_one_step: {
    'zh-CN': '--rotate 和 --finish 请分两次运行：先换密钥并补登记，再弃用原密钥；--lost 单独使用',
    en: 'Run --rotate and --finish one after the other: first the new key and its claims, then the end of the one before; --lost goes alone',
  },
  rehash_replaced: {
    'zh-CN': '全部人员已改用现有密钥登记；原登记可用 reconcile --repair 清理',
    en: 'Everybody is claimed under the key at hand, which is now the table’s; reconcile --repair clears the claims under the lost one',
  },
  rehash_no_file: {
    'zh-CN': '密钥来自环境变量或云端，不能在这里更换：请在密钥所在处更换，见 docs/operations/key-rotation.md',
    en: 'The keys come from the environment or the cloud and are not rotated here: do so where they are kept, see docs/operations/key-rotation.md',
  },
  digested: { 'zh-CN': '{on} 晨报：生成 {changed} 条预警', en: 'Digest of {on}: {changed} alerts made' },
  digest_failed: {
    'zh-CN': '以下区县的晨报未能生成，原因见日志；再次运行 digest 即可补上：{failed}',
    en: 'The digests of these counties failed and the log says why; run digest again: {failed}',
  },
  delivered: {
    'zh-CN': '预警 {alerts} 条：送达 {delivered}，待重试 {waiting}，未送达 {failed}',
    en: '{alerts} alerts: {delivered} delivered, {waiting} to be tried again, {failed} failed',
  },
  run_line: {
    'zh-CN': '{job} {on}：{by} 于 {started} 启动，{ended} 结束，查看 {looked}，变更 {changed}，失败 {failed}',
    en: '{job} {on}: started by {by} at {started}, ended at {ended}, {looked} looked at, {changed} changed, {failed} failed',
  },
  run_line_open: {
    'zh-CN':
      '{job} {on}：{by} 于 {started} 启动，尚未结束；已查看 {looked}，变更 {changed}，失败或未完成 {failed}',
    en: '{job} {on}: started by {by} at {started}, not ended; {looked} looked at, {changed} changed, {failed} failed or missing',
  },
  no_runs: { 'zh-CN': '还没有运行记录', en: 'There are no runs yet' },
  next_digest: { 'zh-CN': '下次晨报：{at}', en: 'Next digest: {at}' },
  verifying: { 'zh-CN': '正在核验变更记录', en: 'Verifying the changes' },
  verified: {
    'zh-CN': '核验 {looked} 份档案的变更记录：{faults} 处有问题',
    en: 'The changes of {looked} records verified: {faults} faults',
  },
  verify_failed: {
    'zh-CN': '以下档案未能核验，原因见日志：{failed}',
    en: 'These records could not be verified, and the log says why: {failed}',
  },
  history_missing: {
    'zh-CN': '{id}：缺少第 {version} 版的变更记录',
    en: '{id}: the change of version {version} is missing',
  },
  history_edited: {
    'zh-CN': '{id}：第 {version} 版的变更记录被改动',
    en: '{id}: the change of version {version} was edited',
  },
  history_unchained: {
    'zh-CN': '{id}：第 {version} 版的变更记录与下一版衔接不上',
    en: '{id}: the change of version {version} and the next one do not fit',
  },
  history_beyond_record: {
    'zh-CN': '{id}：有第 {version} 版的变更记录，档案却没有到这一版',
    en: '{id}: there is a change of version {version}, to which the record has not come',
  },
  history_differs_from_record: {
    'zh-CN': '{id}：档案（第 {version} 版）与其变更记录不一致',
    en: '{id}: the record (version {version}) is not what its changes made of it',
  },
  findings_failed: {
    'zh-CN': '以下档案无法读取，没有给出结论，原因见日志：{failed}',
    en: 'These records could not be read and have no findings here; the log says why: {failed}',
  },
  findings_columns: {
    'zh-CN': '对象\t姓名\t规则\t结论\t起始\t下次变化\t原因',
    en: 'subject\tname\trule\toutcome\tsince\tchanges on\treasons',
  },
  numbers_columns: {
    'zh-CN': '规则\t名称\t对象\t适用\t已落实\t有风险\t未落实\t待核实\t未销号\t逾期\t本月销号\t平均天数',
    en: 'rule\tname\tsubjects\tapplicable\tmet\tat risk\tgap\tunknown\tlive flags\toverdue\tclosed this month\tmean days',
  },
  numbers_said: {
    'zh-CN':
      '{area} {on}：{households} 户 {people} 人，安置点 {sites} 个；尚未评价 {late} 份，未核查乡镇 {missing} 个',
    en: '{area} on {on}: {households} households, {people} people, {sites} sites; {late} records not yet evaluated, {missing} townships not audited',
  },
  no_findings: { 'zh-CN': '没有符合条件的结论', en: 'No findings match' },
  demo_no_county: {
    'zh-CN': '不能生成“{county}”的示范数据，可选的区县：{counties}',
    en: 'No demo can be made of “{county}”; choose one of {counties}',
  },
  demo_not_empty: {
    'zh-CN': '表里已有其他数据，示范数据（{households} 户，种子 {seed}）不会混入：请换一个空的 HOUFU_DATA',
    en: 'The table holds other records; the demo ({households} households, seed {seed}) is not mixed in: use an empty HOUFU_DATA',
  },
  demo_making: {
    'zh-CN': '正在生成示范县：{name} {households} 户（种子 {seed}）',
    en: 'Making the demo county: {households} households of {name} (seed {seed})',
  },
  demo_facts: {
    'zh-CN': '表格之外由经办人录入的 {count} 户情况已登记',
    en: 'Facts of {count} households that clerks type in are logged',
  },
  demo_logging: { 'zh-CN': '经办人录入', en: 'Typed in by clerks' },
  demo_refused_folder: { 'zh-CN': '未导入', en: 'refused' },
  demo_refused: {
    'zh-CN': '表中有意放了少量错误的行，供试用：未导入的行连同原因在 {folder}',
    en: 'A few rows are wrong on purpose, to try things out: those refused are with the reasons in {folder}',
  },
  first_run: {
    'zh-CN': '首次启动：先生成示范县，约需一两分钟；可随时按 Ctrl-C 停止，下次启动会接着完成',
    en: 'First start: the demo county is made, which takes a minute or two; Ctrl-C stops it, the next start completes it',
  },
  demo_done: { 'zh-CN': '示范数据的表格在 {folder}', en: 'The sheets of the demo are in {folder}' },
  empty_elsewhere: {
    'zh-CN': '这张表还没有数据。要试用，请运行 npm run houfu -- demo',
    en: 'The table is empty. To try the system out: npm run houfu -- demo',
  },
  listening: { 'zh-CN': '接口已启动：{url}', en: 'The API answers at {url}' },
  read_this: { 'zh-CN': '接口文档：{url}', en: 'What the API takes and gives: {url}' },
  try_this: {
    'zh-CN':
      '试一试：curl -H "Authorization: Bearer $(npm run -s houfu -- token --as hr_clerk --areas {area})" \'{url}\'',
    en: 'Try: curl -H "Authorization: Bearer $(npm run -s houfu -- token --as hr_clerk --areas {area})" \'{url}\'',
  },
  next_audit: { 'zh-CN': '下次核查：{at}（每天一次）', en: 'Next audit: {at}' },
  stop_hint: {
    'zh-CN': '按 Ctrl-C 停止；数据保存在 {folder}',
    en: 'Ctrl-C stops everything; the data stays in {folder}',
  },
  stopping: { 'zh-CN': '正在停止……', en: 'Stopping…' },
  stopped: { 'zh-CN': '已停止', en: 'Stopped' },
  port_in_use: {
    'zh-CN': '端口 {port} 已被占用：请停止占用它的程序，或换一个端口，如 PORT={other} npm start',
    en: 'Port {port} is in use: stop the program that uses it, or choose another port: PORT={other} npm start',
  },
  file_not_read: { 'zh-CN': '无法打开 {file}：{why}', en: '{file} cannot be opened: {why}' },
  file_exists: {
    'zh-CN': '文件 {file} 已存在，不会覆盖：请换一个文件名，或先移走它',
    en: 'The file {file} exists and is not written over: choose another name, or move it away first',
  },
  file_not_written: { 'zh-CN': '无法写入 {file}：{why}', en: '{file} cannot be written: {why}' },
  file_missing: {
    'zh-CN': '没有这个文件或文件夹，请核对路径',
    en: 'there is no such file or folder; please check the path',
  },
  file_is_folder: { 'zh-CN': '这是文件夹，不是文件', en: 'this is a folder, not a file' },
  file_forbidden: { 'zh-CN': '没有访问权限', en: 'permission is denied' },
  usage_missing: { 'zh-CN': '缺少“{what}”', en: '“{what}” is missing' },
  usage_value_missing: { 'zh-CN': '“{what}”后面要有值', en: '“{what}” needs a value' },
  usage_unknown_option: { 'zh-CN': '没有选项“{what}”', en: 'There is no option “{what}”' },
  usage_unknown_command: { 'zh-CN': '没有命令“{what}”', en: 'There is no command “{what}”' },
  usage_too_many: { 'zh-CN': '参数太多', en: 'There are too many arguments' },
  usage_hint: { 'zh-CN': '{said}；加 --help 查看用法', en: '{said}; --help says how it is used' },
  language_wrong: {
    'zh-CN': '没有语言“{language}”，可选：{languages}',
    en: 'There is no language “{language}”; choose one of {languages}',
  },
  sheet_kind: {
    'zh-CN': '没有“{kind}”这种表，可选：{kinds}',
    en: 'There is no sheet “{kind}”; choose one of {kinds}',
  },
  date_wrong: {
    'zh-CN': '“{date}”不是日期，请写成 2026-06-15 的形式',
    en: '“{date}” is no date; write it like 2026-06-15',
  },
  area_wrong: {
    'zh-CN': '“{area}”不是在用的区划代码，如 {county}（县）或 {township}（乡镇）',
    en: '“{area}” is no division in use, like {county} (a county) or {township} (a township)',
  },
  rule_wrong: {
    'zh-CN': '没有规则“{rule}”，可选：{rules}',
    en: 'There is no rule “{rule}”; choose one of {rules}',
  },
  job_wrong: {
    'zh-CN': '没有任务“{job}”，可选：{jobs}',
    en: 'There is no job “{job}”; please choose one of {jobs}',
  },
  count_wrong: {
    'zh-CN': '“{count}”不是 {least} 到 {most} 的整数',
    en: '“{count}” is no whole number from {least} to {most}',
  },
} as const satisfies Catalogue;
