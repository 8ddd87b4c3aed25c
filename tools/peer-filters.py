"""Asks the filters of s3cmd and aws-cli themselves what they would leave out. Run by the Python of the virtual environment
that tools/peer-filters makes.

Reads a question a line from standard input, fields parted by tabs: the peer (s3cmd or aws), its rules in order, an empty
field, and the keys of files in a local source. A rule is -GLOB, +GLOB, and for s3cmd also r-REGEX, r+REGEX. Answers each with
a line of one digit a key: 1 for what is sent, 0 for what is left out. Keys and rules hold no tabs or line ends.
"""

import importlib.machinery
import importlib.util
import os
import sys
import types


def load_s3cmd():
    """The program itself, which is a script; it reads a configuration file only when it is run."""
    path = os.path.join(os.path.dirname(sys.executable), "s3cmd")
    loader = importlib.machinery.SourceFileLoader("s3cmd_program", path)
    program = types.ModuleType(loader.name)
    program.__file__ = path
    sys.dont_write_bytecode = True
    loader.exec_module(program)
    return program


class S3cmd:
    def __init__(self):
        self.program = load_s3cmd()
        from S3 import Config, FileDict, FileLists

        self.config = Config.Config()
        self.file_lists = FileLists
        self.file_dict = FileDict.FileDict

    def sent(self, rules, keys):
        for kind in ("exclude", "include"):
            sign = "-" if kind == "exclude" else "+"
            globs = [rule[1:] for rule in rules if rule.startswith(sign)]
            regexes = [rule[2:] for rule in rules if rule.startswith("r" + sign)]
            patterns, texts = self.program.process_patterns(globs, None, is_glob=True, option_txt=kind)
            more, more_texts = self.program.process_patterns(regexes, None, is_glob=False, option_txt="r" + kind)
            setattr(self.config, kind, patterns + more)
            setattr(self.config, "debug_" + kind, {**texts, **more_texts})
        listed = self.file_dict(ignore_case=False)
        for key in keys:
            if not self.is_in_pruned_folder(key):
                listed[key] = {}
        left, _ = self.file_lists.filter_exclude_include(listed)
        return [key in left for key in keys]

    def is_in_pruned_folder(self, key):
        names = key.split("/")[:-1]
        return any(
            self.file_lists.handle_exclude_include_walk_dir("/".join(names[:i]), name)
            for i, name in enumerate(names)
        )


class Aws:
    ROOT = "/nowhere"

    def __init__(self):
        from awscli.customizations.s3 import filters

        self.filter = filters.Filter

    def sent(self, rules, keys):
        patterns = [("exclude" if rule[0] == "-" else "include", rule[1:]) for rule in rules]
        files = [types.SimpleNamespace(src=self.ROOT + "/" + key, src_type="local") for key in keys]
        passed = {id(file) for file in self.filter(patterns, self.ROOT, "bucket/prefix/").call(files)}
        return [id(file) in passed for file in files]


def main():
    peers = {"s3cmd": S3cmd(), "aws": Aws()}
    for line in sys.stdin:
        peer, *fields = line.rstrip("\n").split("\t")
        gap = fields.index("")
        sent = peers[peer].sent(fields[:gap], fields[gap + 1 :])
        print("".join("1" if each else "0" for each in sent), flush=True)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    main()
