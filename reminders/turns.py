"""The threads of one worker, and who of them may do what when.

They wait for providers side by side, and ask the database in turns: at once they were no faster, and kept
phones waiting that are answered from the same one. One of them at most turns plans into nudges; the others
bring those meanwhile.
"""

from contextlib import AbstractContextManager, nullcontext
from threading import Lock

Turn = AbstractContextManager[object]
ANY_TIME: Turn = nullcontext()  # the turn of whoever is alone
TURN, CLAIMING = Lock(), Lock()
