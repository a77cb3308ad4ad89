# Locks are released that nobody holds.
import threading
l = threading.Lock()
try:
    l.release()
except RuntimeError as e: print(e)
r = threading.RLock()
for _ in range(1000): r.acquire()
for _ in range(1000): r.release()
try: r.release()
except RuntimeError as e: print(e)
try:
    t = threading.Thread(target=lambda: 1 / 0)
    t.start(); t.join()
except BaseException as e: print(type(e).__name__)
loc = threading.local()
loc.x = loc
