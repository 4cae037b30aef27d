import type { Operation } from '#openapi/operation'
import { passwordChangeValidator, registerValidator, tokenValidator } from '#validators/auth'

/** Accounts and tokens. */
export const AUTH_OPERATIONS: readonly Operation[] = [
  {
    id: 'register',
    method: 'POST',
    path: '/auth/register',
    access: 'public',
    summary: "Make a buyer's account",
    body: registerValidator,
    success: { status: 201, schema: 'Profile' },
    problems: ['email_taken', 'too_many_requests'],
  },
  {
    id: 'createToken',
    method: 'POST',
    path: '/auth/tokens',
    access: 'public',
    summary: 'Sign in: get a bearer token',
    body: tokenValidator,
    success: { status: 201, schema: 'Token' },
    problems: ['invalid_credentials', 'too_many_requests'],
  },
  {
    id: 'revokeToken',
    method: 'DELETE',
    path: '/auth/tokens/current',
    access: 'account',
    summary: 'Sign out: revoke the token of this request',
    success: { status: 204 },
    problems: [],
  },
  {
    id: 'showMe',
    method: 'GET',
    path: '/me',
    access: 'account',
    summary: 'My account',
    success: { status: 200, schema: 'Profile' },
    problems: [],
  },
  {
    id: 'changePassword',
    method: 'PUT',
    path: '/me/password',
    access: 'account',
    summary: 'Set a new password and sign out everywhere',
    body: passwordChangeValidator,
    success: { status: 204 },
    problems: ['wrong_password', 'too_many_requests'],
  },
]
