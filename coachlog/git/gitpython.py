"""Starts git by GitPython, for the commands whose own work takes longer than loading it (a tenth of a second)."""

import subprocess
from collections.abc import Mapping, Sequence
from typing import cast

from coachlog.git.environment import foreign_variables, sealed_variables
from coachlog.git.process import Git


class GitPython(Git):
    """Runs git in one folder, as `Git` does and with the same environment."""

    def _spawn(self, command: Sequence[str], env: Mapping[str, str], *, asking: bool) -> "subprocess.Popen[bytes]":
        # GitPython hands every variable of the caller on. If some of them would mislead git, `Git` leaves them out.
        # On Windows GitPython gives git a console that nobody sees, in which a git that asks would wait for ever.
        if asking or foreign_variables():
            return super()._spawn(command, env, asking=asking)
        import git  # here, because GitPython looks for git's program while it is imported

        try:
            handle = git.Git(self.root).execute(
                list(command),
                istream=subprocess.PIPE,
                as_process=True,
                env=sealed_variables(self.root, env),
                start_new_session=True,
            )
        except git.GitCommandNotFound as error:  # whatever kept the system from starting it
            raise OSError(str(error.__cause__ or error)) from error
        # The handle would end the process with itself. The caller waits for the process, or ends it.
        process, handle.proc = handle.proc, None
        return cast("subprocess.Popen[bytes]", process)
