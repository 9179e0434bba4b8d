import { problemsOf } from '@teambrain/core';
import { workspaceErrorCodes } from '../shared/errors.js';

export const workspaceProblem = problemsOf(workspaceErrorCodes);
