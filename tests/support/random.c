#include "random.h"

uint64_t test_random_next(struct test_random *random)
{
    random->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = random->state;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint32_t test_random_below(struct test_random *random, uint32_t limit)
{
    return (uint32_t)((test_random_next(random) >> 32) * limit >> 32);
}

int64_t test_random_int64(struct test_random *random)
{
    static const int64_t special[] = {
        0,
        1,
        -1,
        2,
        -2,
        4999,
        5000,
        5001,
        -4999,
        -5000,
        -5001,
        499999,
        500000,
        500001,
        1000000,
        -1000000,
        INT64_MAX,
        INT64_MAX - 1,
        INT64_MIN,
        INT64_MIN + 1,
        INT64_MAX / 2,
        INT64_MIN / 2,
        INT64_MAX - 5000,
        INT64_MIN + 5000,
    };
    const uint32_t count = sizeof(special) / sizeof(special[0]);

    if (test_random_below(random, 4) == 0) {
        return special[test_random_below(random, count)];
    }
    uint64_t value = test_random_next(random) >> test_random_below(random, 63);
    int64_t small = (int64_t)(value >> 1);
    return (value & 1) != 0 ? -small : small;
}
