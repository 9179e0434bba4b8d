/**
 * What every answer carries. Helmet's defaults are not used: its Cross-Origin-Resource-Policy breaks the widget on
 * other sites and `upgrade-insecure-requests` breaks installs on plain http.
 */
export function securityHeaders(options: { https: boolean }): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'Accept, Authorization, Origin',
    ...(options.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
