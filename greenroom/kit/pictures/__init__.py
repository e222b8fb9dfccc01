"""Pictures that people bring: read by a process that can do nothing else, and written anew.

`making` is what other rooms call, `storing` keeps the files. The bytes that somebody sent are seen by `decoder` alone,
which hands plain pixels to `encoder`: so every file that is stored or served comes from our own encoder. Both run
without the framework; this package therefore imports nothing.
"""
