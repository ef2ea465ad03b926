import type { TokenCode } from '../domain/access/token-codes.ts';
import type { LocalizedText } from '../domain/records/language.ts';

/** Reasons why a caller is refused, with the remedy. */
export const IDENTITY_TEXT = {
  token_malformed: {
    'zh-CN': '登录令牌不完整或无法识别，请重新登录',
    en: 'The token is incomplete or cannot be read; please sign in again',
  },
  token_expired: { 'zh-CN': '登录已过期，请重新登录', en: 'The token has expired; please sign in again' },
  token_not_yet_valid: {
    'zh-CN': '登录令牌尚未生效，请核对电脑和认证服务器的时间后重新登录',
    en: 'The token is not valid yet; check the clocks of this computer and of the issuer, and sign in again',
  },
  token_issuer: {
    'zh-CN': '登录令牌不是本系统的认证服务器签发的，请从本系统重新登录',
    en: 'The token is not of the issuer of this system; please sign in through this system',
  },
  token_audience: {
    'zh-CN': '登录令牌是给其他系统用的，请从本系统重新登录',
    en: 'The token is for another system; please sign in through this system',
  },
  token_algorithm: {
    'zh-CN': '登录令牌的签名算法不被接受，请管理员让认证服务器改用 RS256、PS256、ES256 或 EdDSA',
    en: 'The algorithm of the token’s signature is not accepted; have the issuer use RS256, PS256, ES256 or EdDSA',
  },
  token_signature: {
    'zh-CN': '登录令牌的签名不对，请重新登录',
    en: 'The signature of the token is wrong; please sign in again',
  },
  token_key_unknown: {
    'zh-CN': '认证服务器没有签发该令牌的密钥，请重新登录',
    en: 'The issuer has no key by which this token was signed; please sign in again',
  },
  token_claims: {
    'zh-CN': '登录令牌缺少必要内容或内容不对（sub、exp 等），请管理员检查认证服务器的设置',
    en: 'The token lacks something that it needs, or has it wrong (sub, exp…); have the issuer’s settings checked',
  },
  no_rights: {
    'zh-CN': '您的账号还没有可用的角色和区划，请联系管理员授权',
    en: 'Your account has no usable role and areas yet; ask the administrator for them',
  },
} as const satisfies Readonly<Record<TokenCode | 'no_rights', LocalizedText>>;

/** Texts of the job that makes a trial token. */
export const TOKEN_JOB_TEXT = {
  role_wrong: {
    'zh-CN': '没有角色“{role}”，可选：{roles}',
    en: 'There is no role “{role}”; choose one of {roles}',
  },
  issuer_elsewhere: {
    'zh-CN': '本机的令牌不会被接受：OIDC_ISSUER 指向 {issuer}，请从那里取得令牌，或去掉该设置',
    en: 'A token of this machine would not be accepted: OIDC_ISSUER is {issuer}; get the token there, or unset it',
  },
  token_use: {
    'zh-CN':
      '用法（{hours} 小时内有效）：curl -H "Authorization: Bearer $(npm run -s houfu -- token --as {role} --areas {areas})" {url}',
    en: 'To use it, within {hours} hours: curl -H "Authorization: Bearer $(npm run -s houfu -- token --as {role} --areas {areas})" {url}',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
