"""A git repository, made of its parts."""

from pathlib import Path

from coachlog.git.ancestry import Ancestry
from coachlog.git.commit_reader import CommitReader
from coachlog.git.commit_writer import CommitWriter
from coachlog.git.index import Index
from coachlog.git.objects import Objects
from coachlog.git.process import Git
from coachlog.git.refs import Refs
from coachlog.git.repo_state import RepoState
from coachlog.git.worktree import WorkTree


class Repo:
    """The repository of one log."""

    def __init__(self, root: Path, git: Git | None = None) -> None:
        self.root = root
        self.folder = root / ".git"
        self.git = git or Git(root)
        self.state = RepoState(self.folder)
        self.objects = Objects(self.git)
        self.refs = Refs(self.state, self.git)
        self.ancestry = Ancestry(self.git, self.objects)
        self.index = Index(self.state, self.git, self.objects, self.refs)
        self.worktree = WorkTree(root, self.git, self.refs)
        self.commits = CommitReader(self.git, self.objects, self.refs)
        self.writer = CommitWriter(
            self.git, self.state, self.objects, self.refs, self.commits, self.ancestry, self.index
        )

    @staticmethod
    def create(root: Path) -> "Repo":
        """Make a repository in a folder, or make an existing one safe to use."""
        from coachlog.git.gitpython import GitPython

        repo = Repo(root, GitPython(root))
        repo.git.run("init", "--quiet", "--initial-branch=main", "--template=")
        repo.worktree.set_attributes()
        return repo
