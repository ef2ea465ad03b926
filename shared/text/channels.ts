import type { Code, DELIVERY_STATES } from '../domain/alerts/delivery-codes.ts';
import type { Catalogue, LocalizedText } from '../domain/records/language.ts';

/** Words in what channels send. */
export const CHANNEL_WORDS = {
  count: { 'zh-CN': '{label}：{value}', en: '{label}: {value}' },
  count_of: { 'zh-CN': '{label}：{value}{unit}', en: '{label}: {value} {unit}' },
  left: { 'zh-CN': '… 其余 {count} 条见台账', en: '… {count} more in the ledger' },
  footer: { 'zh-CN': '后扶 · {area} · {date}', en: '后扶 Houfu · {area} · {date}' },
} as const satisfies Catalogue;

export const DELIVERY_STATE_TEXT = {
  waiting: { 'zh-CN': '待送达', en: 'waiting' },
  delivered: { 'zh-CN': '已送达', en: 'delivered' },
  refused: { 'zh-CN': '无法送达', en: 'refused' },
  given_up: { 'zh-CN': '多次未送达，已停止', en: 'given up' },
} as const satisfies Readonly<Record<(typeof DELIVERY_STATES)[number], LocalizedText>>;

/** Results of attempts to send, with the remedy. */
export const CHANNEL_CODE_TEXT = {
  ok: { 'zh-CN': '已送达', en: 'Delivered' },
  some_recipients_refused: {
    'zh-CN': '邮件已发出，但邮件服务器拒收了部分收件人，请核对收件地址',
    en: 'The letter went out, but the mail server refused some of its recipients; please check their addresses',
  },
  rate_limited: {
    'zh-CN': '发送过于频繁被对方限流，系统会稍后重发；如经常出现，请减少使用同一机器人的系统',
    en: 'The other side limits how often is sent; it is tried again later. If this is frequent, let fewer systems use the robot',
  },
  server_error: {
    'zh-CN': '对方服务器出错，系统会自动重发；如持续出现，请联系对方管理员',
    en: 'The other server failed; it is tried again. If it goes on, ask whoever runs that server',
  },
  provider_busy: {
    'zh-CN': '对方平台繁忙，系统会自动重发',
    en: 'The platform is busy; it is tried again',
  },
  provider_error: {
    'zh-CN': '对方平台返回了未知的错误，系统会自动重发；请按错误号在该平台的文档中查找原因',
    en: 'The platform gave an error that is not known here; it is tried again. Its documentation explains the number',
  },
  answer_too_large: {
    'zh-CN': '对方的回复过大，不像机器人接口，请核对网址',
    en: 'The answer is too large to be that of a robot; please check the address',
  },
  answer_unreadable: {
    'zh-CN': '无法识别对方的回复，请核对网址是否为机器人接口，网络是否需要登录认证',
    en: 'The answer cannot be read; please check that the address is a robot’s, and whether the network wants a sign-in',
  },
  timeout: {
    'zh-CN': '对方没有及时回复，系统会自动重发；如持续出现，请检查网络',
    en: 'No answer came in time; it is tried again. If it goes on, check the network',
  },
  host_unknown: {
    'zh-CN': '找不到对方域名，请核对网址和本机的域名解析',
    en: 'There is no such host; please check the address and this system’s name resolution',
  },
  host_unreachable: {
    'zh-CN': '网络不通，系统会自动重发；请检查网络和防火墙',
    en: 'The network does not reach it; it is tried again. Check network and firewall',
  },
  connection_refused: {
    'zh-CN': '对方拒绝连接，系统会自动重发；请核对端口，确认对方服务已启动',
    en: 'The connection was refused; it is tried again. Check the port, and that the service runs',
  },
  connection_lost: {
    'zh-CN': '连接中断，系统会自动重发',
    en: 'The connection was lost; it is tried again',
  },
  tls_failed: {
    'zh-CN': '无法建立安全连接：请让对方检查证书是否有效、与域名相符，邮件服务器是否支持加密',
    en: 'There is no secure connection: have the certificate checked, its host and dates, and whether a mail server offers TLS',
  },
  clock_wrong: {
    'zh-CN': '本机时间与对方不一致，请校准服务器时间',
    en: 'The clocks differ; please set that of this server',
  },
  mail_deferred: {
    'zh-CN': '邮件服务器暂不接收，系统会自动重发',
    en: 'The mail server does not take it now; it is tried again',
  },
  secret_missing: {
    'zh-CN': '没有登记该名称的密钥，请在密钥文件（或云端密钥）中补登，系统会自动重发',
    en: 'There is no secret of that name; add it where the secrets are kept, and it is tried again',
  },
  secrets_unavailable: {
    'zh-CN': '暂时读不到密钥，系统会自动重发；如持续出现，请检查密钥服务和权限',
    en: 'The secrets cannot be read now; it is tried again. If it goes on, check where they are kept and who may read them',
  },
  secrets_malformed: {
    'zh-CN': '密钥内容格式不对，应为 {"名称": "密钥"} 形式的 JSON，请改正',
    en: 'The secrets are not JSON of the form {"name": "secret"}; please put them right',
  },
  secrets_open: {
    'zh-CN': '密钥文件可被他人读取，已停止使用：请执行 chmod 600 channel-secrets，并更换其中的密钥',
    en: 'Others can read the file of secrets, so it is not used: chmod 600 channel-secrets, and replace what is in it',
  },
  interrupted: {
    'zh-CN': '发送途中系统中断，无法确认是否送达，系统会以同一编号重发',
    en: 'The system stopped while sending, so whether it arrived is not known; it is sent again under the same id',
  },
  internal: {
    'zh-CN': '系统内部错误，会自动重发；请把通道和时间告知管理员，原因见日志',
    en: 'Something failed in here; it is tried again. Please tell the administrator, who finds the cause in the log',
  },
  channel_off: {
    'zh-CN': '该通道已停用；如需发送，请在设置中启用',
    en: 'The channel is switched off; switch it on in the settings',
  },
  host_forbidden: {
    'zh-CN': '不允许发往该地址：请管理员将域名加入 HOUFU_WEBHOOK_HOSTS，邮件服务器加入 HOUFU_SMTP_HOSTS',
    en: 'Nothing is sent to that host: have it put in HOUFU_WEBHOOK_HOSTS, a mail server in HOUFU_SMTP_HOSTS',
  },
  address_forbidden: {
    'zh-CN': '该域名指向内网或本机地址，不允许发送，请核对域名解析',
    en: 'The host is at a private address, to which nothing is sent; please check its name resolution',
  },
  redirected: {
    'zh-CN': '对方要求转到其他网址，系统不会跟随，请填写最终的网址',
    en: 'The address sends on to another, which is not followed; please enter the final one',
  },
  key_invalid: {
    'zh-CN': '机器人密钥无效，请在群机器人设置中重新复制',
    en: 'The robot’s key is not valid; please copy it anew from the robot’s settings',
  },
  sign_invalid: {
    'zh-CN': '签名未通过：请重新复制机器人安全设置中的加签密钥，并校准服务器时间',
    en: 'The signature is not accepted: copy the signing secret anew from the robot’s settings, and check this server’s clock',
  },
  keyword_missing: {
    'zh-CN': '机器人设有自定义关键词：请将关键词设为“后扶”，或改用加签',
    en: 'The robot asks for a keyword: set it to “后扶”, or have messages signed instead',
  },
  ip_not_allowed: {
    'zh-CN': '机器人的安全设置不允许本系统的出口 IP，请在群机器人设置中加入，或改用加签',
    en: 'The robot’s settings do not allow the address from which this system sends; add it, or have messages signed instead',
  },
  robot_off: {
    'zh-CN': '机器人已停用或已移出群，请在群中重新启用或添加',
    en: 'The robot is off or no longer in the group; please switch it on or add it again',
  },
  content_refused: {
    'zh-CN': '对方平台不接受该内容，请把错误号告知管理员',
    en: 'The platform does not take this content; please tell the administrator its number',
  },
  http_forbidden: {
    'zh-CN': '对方拒绝访问，请核对密钥，确认对方允许本系统发送',
    en: 'Access is denied there; please check the secret, and that this system may send',
  },
  http_not_found: {
    'zh-CN': '对方没有这个网址，请核对',
    en: 'There is no such address over there; please check it',
  },
  http_refused: {
    'zh-CN': '对方不接受这个请求，请按状态码与对方核对接口',
    en: 'The request is not accepted; please settle it with the receiver by the status',
  },
  secret_malformed: {
    'zh-CN': '密钥格式不对：机器人请填密钥或完整的 Webhook 地址，自建接收端请用至少16位的密钥',
    en: 'The secret has a wrong form: a robot’s is its key or whole address, a receiver’s has 16 characters or more',
  },
  mail_login_refused: {
    'zh-CN': '邮箱登录未通过，请核对账号和密码；多数邮箱须用授权码代替密码',
    en: 'The mail server does not let the user in; please check user and password, which for many is an app password',
  },
  mail_refused: {
    'zh-CN': '邮件服务器拒收，请核对发件和收件地址',
    en: 'The mail server refused the letter; please check the addresses from and to',
  },
  topic_unknown: {
    'zh-CN': '没有这个 SNS 主题，请核对 ARN',
    en: 'There is no such SNS topic; please check its ARN',
  },
  topic_forbidden: {
    'zh-CN': '没有向该 SNS 主题发送的权限，请管理员在部署中授权',
    en: 'This system may not publish to the SNS topic; have the permission added to the deployment',
  },
} as const satisfies Readonly<Record<Code, LocalizedText>>;

/** Errors of a channel's fields. */
export const CHANNEL_FIELD_TEXT = {
  channel_id_malformed: {
    'zh-CN': '通道编号应为1至40个字母、数字或连字符，如 county-wecom',
    en: 'The id of a channel has 1 to 40 letters, digits and hyphens, like county-wecom',
  },
  channel_url_malformed: {
    'zh-CN': '网址应以 https:// 开头，不含 ? 之后的部分；密钥请登记在密钥文件或云端密钥中',
    en: 'The address begins with https:// and has nothing from the ? on; keys belong where the secrets are kept',
  },
  channel_url_with_token: {
    'zh-CN': '飞书网址请填到 /hook 为止，其后的部分是密钥，请登记在密钥文件或云端密钥中',
    en: 'A Feishu address ends with /hook; what follows is a secret and belongs where the secrets are kept',
  },
  host_malformed: {
    'zh-CN': '邮件服务器应为小写域名，如 smtp.example.gov.cn',
    en: 'A mail server is named like smtp.example.gov.cn, in small letters',
  },
  mail_address_malformed: {
    'zh-CN': '邮箱地址格式不对，请核对',
    en: 'The mail address is malformed; please check it',
  },
  secret_name_malformed: {
    'zh-CN': '这里填密钥的名称（小写字母开头，至多30个小写字母、数字或连字符），不要填密钥本身',
    en: 'This is the name of a secret (up to 30 small letters, digits and hyphens, a letter first), never the secret itself',
  },
  topic_arn_malformed: {
    'zh-CN': '应为标准 SNS 主题的 ARN，如 arn:aws-cn:sns:cn-northwest-1:123456789012:houfu',
    en: 'This is the ARN of a standard SNS topic, like arn:aws-cn:sns:cn-northwest-1:123456789012:houfu',
  },
} as const satisfies Catalogue;
