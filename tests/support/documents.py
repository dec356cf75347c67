"""Texts that are hard to read: of odd form, of refused YAML, and bombs."""

ODD = (
    (
        "---\n# a comment\nstatus:   active   # why\nunknown: 'keep ''me'''\nlist: [ a,  b ]\n---\n"
        "\n# T\n\n## Successes\n\n- one  \n"
    ),
    "\ufeff---\r\nstatus: active\r\n---\r\n# T\r\n\r\n## Successes\r\n- one\r\n## Notes\r\n",
    "---\nstatus: active\n---\n# T\n\nSuccesses\n---------\n\n* star\n\n```\n## Notes\n- not one\n```\n\n## Notes",
    "---\nstatus: active\r\nmixed: yes\n---\r\n# T\n\n## successes:\n\n1. first\r\n2. second\n\n\n\n## Other\n",
    "---\nb: 1\na: 2\nstatus: |\n  active\n---\n## What went well\n\n<!-- mine -->\n\n> quoted\n\ntrailing   \n",
)
HOSTILE = {
    "alias": ("a: &x 1\nb: *x\n", "yaml-alias"),
    "anchor alone": ("a: &x y\n", "yaml-alias"),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
    "merge key": ("a: {}\n<<: {b: 1}\n", "yaml-merge-key"),
    "depth": ("a: [[[[[[[1]]]]]]]\n", "yaml-too-deep"),
    "200,000 brackets": ("a: " + "[" * 60_000, "yaml-too-deep"),
    "many values": ("a: [" + "1," * 3_000 + "]\n", "front-matter-too-large"),
    "size": ("a: " + "x" * 70_000, "front-matter-too-large"),
    "list": ("- a\n- b\n", "not-a-mapping"),
    "text": ("just words\n", "not-a-mapping"),
    "two documents": ("a: 1\n---\nb: 2\n", "bad-yaml"),
    "colon in value": ("title: Maths: fractions\n", "bad-yaml"),
    "control character": ("a: \x07\n", "bad-yaml"),
    "bad key": ("[a]: 1\n", "bad-yaml"),
    "tab": ("a:\n\tb: 1\n", "bad-yaml"),
    "at sign": ("a: @mentor\n", "bad-yaml"),
    "unclosed": ("a: [1\n", "bad-yaml"),
}
BOMBS = {
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n",
    "merge keys": "a: &a {x: 1}\n" + "b: &b\n  <<: [*a, *a]\n" * 30,
    "nesting": "a: " + "[" * 200_000 + "\n",
    "python": "a: !!python/object/apply:os.system [touch /tmp/never]\n",
}
